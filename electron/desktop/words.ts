/** What windows, menus and notices outside the page say. The page has its own words, in `resources/translations`. */
export interface Words {
  readonly menu: {
    readonly file: string
    readonly edit: string
    readonly view: string
    readonly window: string
    readonly help: string
    readonly openDataFolder: string
    readonly withoutGraphicsCard: string
  }
  readonly tray: { readonly open: string; readonly quit: string }
  /** What the count on the icon counts. */
  readonly needsPerson: (count: number) => string
  readonly noticeTitle: string
  readonly unresponsive: { readonly message: string; readonly wait: string; readonly reload: string }
  readonly crashed: (incident: string) => string
  readonly noFolder: (folder: string, detail: string) => string
  /** Labels for standard menu items; those that are missing keep the system's. */
  readonly roles: Readonly<Record<string, string>>
}

const english: Words = {
  menu: {
    file: 'File', edit: 'Edit', view: 'View', window: 'Window', help: 'Help',
    openDataFolder: 'Open the data folder', withoutGraphicsCard: 'Draw without the graphics card (from the next start)',
  },
  tray: { open: 'Open Counterfoil', quit: 'Quit' },
  needsPerson: (count) => (count === 0 ? 'Nothing needs a person' : count === 1 ? '1 needs a person' : `${count} need a person`),
  noticeTitle: 'Counterfoil',
  unresponsive: { message: 'The page does not answer. What was recorded is safe; the books are kept elsewhere.', wait: 'Wait', reload: 'Load it again' },
  crashed: (incident) => `Something went wrong in the program (${incident}). Nothing that was recorded is lost. Start the program again.`,
  noFolder: (folder, detail) => `The data folder ${folder} cannot be written to. Check that the disk is there and that the folder belongs to you, then start again.\n\n${detail}`,
  roles: {},
}

const chinese: Words = {
  menu: {
    file: '文件', edit: '编辑', view: '视图', window: '窗口', help: '帮助',
    openDataFolder: '打开数据文件夹', withoutGraphicsCard: '不使用显卡绘制（下次启动生效）',
  },
  tray: { open: '打开 Counterfoil', quit: '退出' },
  needsPerson: (count) => (count === 0 ? '没有待处理事项' : `${count} 项待人工处理`),
  noticeTitle: 'Counterfoil',
  unresponsive: { message: '页面没有响应。已记录的内容是安全的，账目保存在别处。', wait: '等待', reload: '重新加载' },
  crashed: (incident) => `程序出错（${incident}）。已记录的内容不会丢失。请重新启动程序。`,
  noFolder: (folder, detail) => `无法写入数据文件夹 ${folder}。请检查磁盘是否可用、文件夹是否属于您，然后重新启动程序。\n\n${detail}`,
  roles: {
    undo: '撤销', redo: '恢复', cut: '剪切', copy: '复制', paste: '粘贴', selectAll: '全选', reload: '重新加载', resetZoom: '实际大小', zoomIn: '放大',
    zoomOut: '缩小', togglefullscreen: '全屏', minimize: '最小化', close: '关闭', quit: '退出', toggleDevTools: '开发者工具',
  },
}

/** By the languages that the person prefers in the operating system, best first. */
export const wordsFor = (languages: readonly string[]): Words => (languages[0]?.toLowerCase().startsWith('zh') === true ? chinese : english)
