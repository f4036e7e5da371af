/** The one style sheet of the customer's pages. A text in the program, so that it needs no file beside it. */
export const checkoutStyle = `
:root {
  color-scheme: light dark;
  --paper: #faf9f6; --sheet: #ffffff; --ink: #1c1f23; --muted: #5d636a; --line: #e4e1da; --edge: #83817b; --accent: #1f4e79; --on-accent: #ffffff;
  --certain: #1e7f4f; --wrong: #b3261e; --notice: #fbf3e4;
  --bank: #0b5c4a; --on-bank: #ffffff; --bank-paper: #eef3f1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --sheet: #1b1e24; --ink: #e8e6e1; --muted: #9aa0a8; --line: #2b3038; --edge: #747b86; --accent: #7fb2e5; --on-accent: #10151b;
    --certain: #57c08d; --wrong: #f28b82; --notice: #2a2419;
    --bank: #0f4a3d; --on-bank: #f2f7f5; --bank-paper: #101614;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; background: var(--paper); color: var(--ink);
  font: 16px/1.5 "Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
.sandbox { margin: 0; padding: 8px 16px; background: var(--notice); border-bottom: 1px solid var(--line); text-align: center; font-size: 14px; }
.page { max-width: 480px; margin: 0 auto; padding: 24px 16px 40px; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; }
.part { padding: 24px; }
.perforation { border: 0; border-top: 2px dotted var(--line); margin: 0; }
h1 { margin: 0 0 4px; font-size: 16px; font-weight: 500; color: var(--muted); }
h2, .title { margin: 0 0 16px; font-size: 20px; line-height: 1.3; font-weight: 600; color: var(--ink); }
.amount { margin: 0; font-size: 40px; line-height: 1.2; font-weight: 600; letter-spacing: -0.01em; }
.facts { display: grid; grid-template-columns: minmax(80px, auto) 1fr; gap: 4px 16px; margin: 16px 0 0; font-size: 14px; }
.facts dt { color: var(--muted); }
h1, h2, .facts dd { overflow-wrap: anywhere; }
.facts dd { margin: 0; text-align: right; }
.notice { margin: 0 0 16px; padding: 12px 16px; border-left: 3px solid var(--wrong); background: var(--paper); font-size: 14px; }
.notice.calm { border-left-color: var(--muted); }
ul.choices { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
.choice {
  display: flex; justify-content: space-between; align-items: center; gap: 16px; width: 100%; min-height: 52px; padding: 10px 16px;
  background: var(--sheet); color: var(--ink); border: 1px solid var(--edge); border-radius: 6px; font: inherit; text-align: left; text-decoration: none; cursor: pointer;
}
.choice span + span { color: var(--muted); font-size: 14px; text-align: right; }
.choice:hover { border-color: var(--accent); background: var(--paper); }
a { color: var(--accent); }
.back { display: inline-block; margin-top: 16px; padding: 6px 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.stamp { display: inline-block; margin: 0 0 12px; padding: 4px 14px; border: 2px solid var(--muted); border-radius: 4px; color: var(--muted); font-size: 20px; font-weight: 700; letter-spacing: 0.04em; }
.stamp.certain { border-color: var(--certain); color: var(--certain); }
.words { margin: 0; }
footer { margin-top: 16px; text-align: center; font-size: 14px; }
footer a { display: inline-block; padding: 6px 12px; }

.bank { background: var(--bank-paper); font-family: Georgia, "Times New Roman", "Songti SC", SimSun, serif; }
.bank .mast { background: var(--bank); color: var(--on-bank); padding: 20px 0; }
.bank .mast h1 { max-width: 480px; margin: 0 auto; padding: 0 16px; color: inherit; font-size: 22px; font-weight: 700; }
.bank .sheet { border-radius: 0; border-top: 4px solid var(--bank); }
.bank form { display: grid; gap: 12px; margin-top: 24px; }
.act { min-height: 48px; padding: 10px 16px; border: 1px solid var(--edge); border-radius: 0; background: var(--sheet); color: var(--ink); font: inherit; cursor: pointer; }
.act.first { background: var(--bank); border-color: var(--bank); color: var(--on-bank); font-weight: 700; }
.act small { display: block; font-size: 13px; color: var(--muted); }
.act:hover { text-decoration: underline; }
@media (max-width: 400px) { .part { padding: 20px 16px; } .amount { font-size: 32px; } }
@media (prefers-reduced-motion: no-preference) { .choice, .act { transition: background 120ms, border-color 120ms; } }
@media (forced-colors: active) { .choice, .act, .stamp { border-color: CanvasText; } }
`.trimStart()
