import { createHash } from 'node:crypto'
import type { StartFailureKind } from './backend-messages.ts'
import { consoleUrl } from './origin.ts'

/** Why the window cannot show the console. */
export type Fault =
  | { readonly kind: 'cannot-start'; readonly failure: StartFailureKind; readonly detail: string }
  | { readonly kind: 'gave-up'; readonly exits: number }
  | { readonly kind: 'page-died' }
  | { readonly kind: 'page-silent' }
  | { readonly kind: 'page-not-loaded'; readonly detail: string }

export const recoveryUrl = `${consoleUrl}recovery`

const style = `
:root { color-scheme: light dark; font: 16px/1.5 'Inter Variable', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#faf9f6, #14161a); color: light-dark(#1c1f23, #e8e6e1) }
main { max-width: 36rem; padding: 24px 32px; background: light-dark(#fff, #1b1e24); border: 1px solid light-dark(#e4e1da, #2b3038); border-radius: 6px }
h1 { font-size: 20px; margin: 0 0 12px }
p + p { border-top: 2px dotted light-dark(#c9c5bc, #434a55); padding-top: 16px }
code { font-size: 13px; overflow-wrap: anywhere; color: light-dark(#5f646b, #9aa0a8) }
a { color: light-dark(#1f4e79, #7fb2e5); font-weight: 600 }
`
const styleHash = createHash('sha256').update(style).digest('base64')

/** What the window shows then: plain HTML without scripts, in both languages, with a way to try again. */
export function recoveryPage(fault: Fault): Response {
  const [english, chinese] = wordsFor(fault)
  const detail = 'detail' in fault && fault.detail !== '' ? `<p><code>${escape(fault.detail)}</code></p>` : ''
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Counterfoil</title><style>${style}</style></head>
<body><main><h1>Counterfoil</h1>
<p>${escape(english)}<br><a href="${consoleUrl}">Try again</a></p>
<p lang="zh-CN">${escape(chinese)}<br><a href="${consoleUrl}">再试一次</a></p>
${detail}</main></body></html>
`
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}

type Words = readonly [english: string, chinese: string]

const wordsFor = (fault: Fault): Words => (fault.kind === 'cannot-start' ? startWords[fault.failure] : faultWords[fault.kind])

const faultWords: Record<Exclude<Fault['kind'], 'cannot-start'>, Words> = {
  'gave-up': [
    'The part that keeps the books has stopped several times. Nothing that was recorded is lost. The log in the data folder (menu Help) says what happened.',
    '负责记账的部分多次停止运行。已记录的内容不会丢失。数据文件夹（“帮助”菜单）中的日志记录了原因。',
  ],
  'page-died': [
    'The page has stopped twice within a minute. Nothing that was recorded is lost. If it happens again, choose "Draw without the graphics card" in the menu Help and start the program anew.',
    '页面在一分钟内两次停止运行。已记录的内容不会丢失。如果再次发生，请在“帮助”菜单中选择“不使用显卡绘制”，然后重新启动程序。',
  ],
  'page-silent': [
    'The page was loaded but does not answer. Nothing that was recorded is lost. If it happens again, choose "Draw without the graphics card" in the menu Help and start the program anew.',
    '页面已加载但没有响应。已记录的内容不会丢失。如果再次发生，请在“帮助”菜单中选择“不使用显卡绘制”，然后重新启动程序。',
  ],
  'page-not-loaded': [
    "The page could not be loaded. Nothing that was recorded is lost. If it stays so, install the program again; the shop's data is kept elsewhere.",
    '页面无法加载。已记录的内容不会丢失。如果一直如此，请重新安装程序；店铺数据保存在别处。',
  ],
}

const startWords: Record<StartFailureKind, Words> = {
  'folder-in-use': [
    'This shop is already open in another window, a browser or the command line. Close it there, then try again.',
    '该店铺已在其他窗口、浏览器或命令行中打开。请先在那里关闭，然后再试。',
  ],
  'schema-from-the-future': [
    "The shop's data was written by a newer version of Counterfoil. Nothing was changed. Start that version.",
    '店铺数据由更新版本的 Counterfoil 写入，未作任何改动。请启动该版本。',
  ],
  damaged: [
    "The shop's data file is damaged. Nothing was changed. Copy the data folder (menu Help) to a safe place, then restore the newest backup.",
    '店铺数据文件已损坏，未作任何改动。请先将数据文件夹（“帮助”菜单）复制到安全的地方，再恢复最新的备份。',
  ],
  'disk-full': [
    'The disk is full, so nothing can be recorded. Make room on it, then try again.',
    '磁盘已满，无法记录。请腾出空间后再试。',
  ],
  unwritable: [
    'The data folder cannot be written to. Check that the disk is there and that the folder belongs to you, then try again.',
    '无法写入数据文件夹。请检查磁盘是否可用、文件夹是否属于您，然后再试。',
  ],
}

const escape = (text: string): string => text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)};`)
