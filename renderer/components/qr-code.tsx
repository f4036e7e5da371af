import QRCode from 'qrcode'
import { useMemo } from 'react'

const quietModules = 4

/** The code as one path, dark on white in every theme, because scanners want it so. */
export function QrCode({ text, size, label }: { readonly text: string; readonly size: number; readonly label: string }) {
  const { path, width } = useMemo(() => drawn(text), [text])
  return (
    <svg role="img" aria-label={label} width={size} height={size} viewBox={`0 0 ${width} ${width}`} shapeRendering="crispEdges">
      <rect width={width} height={width} fill="#fff" rx="1.5" />
      <path d={path} fill="#16181c" />
    </svg>
  )
}

function drawn(text: string): { path: string; width: number } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const runs: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    let start = -1
    for (let column = 0; column <= modules.size; column += 1) {
      const isDark = column < modules.size && modules.get(row, column) === 1
      if (isDark && start < 0) start = column
      if (!isDark && start >= 0) {
        runs.push(`M${start + quietModules} ${row + quietModules}h${column - start}v1h${start - column}z`)
        start = -1
      }
    }
  }
  return { path: runs.join(''), width: modules.size + 2 * quietModules }
}
