import type { BackendState } from './backend-supervisor.ts'

/** What the window shows when there is no backend to talk to. Plain HTML without scripts, in both languages. */
export function recoveryPage(state: BackendState): string {
  const [english, chinese] = wordsFor(state)
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Counterfoil</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><meta name="color-scheme" content="light dark"></head>
<body><h1>Counterfoil</h1><p>${escape(english)}</p><p lang="zh-CN">${escape(chinese)}</p></body></html>`
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
}

function wordsFor(state: BackendState): [string, string] {
  switch (state.kind) {
    case 'starting':
    case 'ready':
      return ['The console is starting.', '正在启动。']
    case 'cannot-start':
      return state.failure === 'folder-in-use'
        ? [`The shop is already open elsewhere (${state.detail}). Close it there, then start this window again.`, `店铺已在别处打开（${state.detail}）。请先关闭，再重新启动本窗口。`]
        : [`The shop's data was written by a newer version (${state.detail}). Nothing was changed. Start that version.`, `店铺数据由更新的版本写入（${state.detail}），未作任何改动。请启动该版本。`]
    case 'gave-up':
      return [
        'The part that keeps the books has stopped several times. Nothing that was recorded is lost. Start the program again; the log file in the data folder says what happened.',
        '负责记账的进程多次停止。已记录的内容不会丢失。请重新启动程序；数据文件夹中的日志记录了原因。',
      ]
  }
}

const escape = (text: string): string => text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)};`)
