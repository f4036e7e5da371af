/** Asks for files with the browser's own window. Formats are told apart by content, so every file may be chosen. */
export function chooseFiles(onChosen: (files: readonly File[]) => void): void {
  const field = document.createElement('input')
  field.type = 'file'
  field.multiple = true
  field.addEventListener('change', () => onChosen([...(field.files ?? [])]))
  field.click()
}
