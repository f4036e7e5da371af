import { benchUi } from '/work/main/test/bench/ui.ts'
await benchUi(100000)
