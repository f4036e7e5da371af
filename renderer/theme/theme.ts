import {
  Button, createTheme, type MantineColorsTuple, Menu, Modal, Popover, Select, SegmentedControl, Textarea, TextInput, Tooltip,
  type VariantColorsResolver,
} from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'

/** The names of colours a control may have. Their values are in tokens.css. */
const solid: Record<string, { background: string; hover: string; ink: string }> = {
  accent: { background: 'var(--accent)', hover: 'var(--accent-hover)', ink: 'var(--on-accent)' },
  wrong: { background: 'var(--wrong)', hover: 'color-mix(in srgb, var(--wrong) 86%, var(--ink))', ink: 'var(--on-state)' },
}

/** Four kinds of buttons: the one act of the page (filled), other acts (default), quiet ones (subtle), and money out (wrong). */
const controlColours: VariantColorsResolver = ({ color = 'accent', variant }) => {
  const { background, hover, ink } = solid[color] ?? solid['accent']!
  switch (variant) {
    case 'filled':
      return { background, hover, color: ink, border: '1px solid transparent' }
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: 'var(--hover)', color: color === 'wrong' ? background : 'var(--ink)', border: '1px solid transparent' }
    case 'light':
      return { background: 'var(--accent-tint)', hover: 'var(--accent-tint)', color: background, border: '1px solid transparent' }
    case 'outline':
      return { background: 'transparent', hover: 'var(--hover)', color: background, border: `1px solid ${background}` }
    default:
      return { background: 'var(--sheet)', hover: 'var(--mantine-color-default-hover)', color: 'var(--ink)', border: '1px solid var(--line-strong)' }
  }
}

/** Mantine wants ten shades; ours are tokens, so each of the ten is the same. */
const accent: MantineColorsTuple = ['#1f4e79', '#1f4e79', '#1f4e79', '#1f4e79', '#1f4e79', '#1f4e79', '#1f4e79', '#1f4e79', '#1f4e79', '#1f4e79']

/** Targets at the desk, at the counter, and the one of a form. */
const buttonHeights: Record<string, string> = { xs: '28px', sm: '32px', md: '40px' }

/** Locking the scroll would write a <style> element, which the content policy refuses. */
const overlay = { lockScroll: false, overlayProps: { backgroundOpacity: 1, color: 'var(--shade)', blur: 0 }, transitionProps: { duration: 0 } }

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  colors: { accent },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  fontFamily: 'var(--font)',
  respectReducedMotion: true,
  variantColorResolver: controlColours,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      vars: (_theme, { size }) => ({ root: { '--button-height': buttonHeights[String(size)] ?? '32px', '--button-padding-x': '10px' } }),
    }),
    Modal: Modal.extend({ defaultProps: { ...overlay, centered: true, radius: 'sm', padding: 24, closeOnClickOutside: false } }),
    SpotlightRoot: Spotlight.Root.extend({ defaultProps: { ...overlay, centered: false, yOffset: 96 } }),
    Menu: Menu.extend({ defaultProps: { transitionProps: { duration: 0 }, shadow: 'md', offset: 4 } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 0 }, shadow: 'md', offset: 4 } }),
    Tooltip: Tooltip.extend({ defaultProps: { transitionProps: { duration: 0 }, openDelay: 250, events: { hover: true, focus: true, touch: false } } }),
    Select: Select.extend({ defaultProps: { size: 'sm', allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 }, shadow: 'md' } } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm', autoComplete: 'off' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'sm', transitionDuration: 0 } }),
  },
})
