import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/contract/accounts.ts'
import { translations } from '../language/translations.ts'

type Platform = Account['platform']

/** Names of companies are the same in every language. */
const brands: Partial<Record<Platform, string>> = { stripe: 'Stripe', paypal: 'PayPal', square: 'Square' }

/** What the platform is called. */
export function usePlatformName(): (platform: Platform) => string {
  const { t } = useTranslation('accounts')
  return (platform) => (platform === 'sandbox' || platform === 'files' ? t(`platform.${platform}`) : brands[platform]!)
}

export interface FieldWords {
  readonly label: string
  readonly what: string | null
  /** The words for one of its options. */
  readonly option: (value: string) => string
}

const known: Record<string, Record<string, Record<string, string>>> = translations.en.accounts.field

/** What a field of the platform's form is called and for. A field without words goes by its own name. */
export function useFieldWords(platform: Platform): (name: string) => FieldWords {
  const { t } = useTranslation('accounts')
  const said = (name: string, part: string): string | null =>
    known[platform]?.[name]?.[part] === undefined ? null : t(`field.${platform}.${name}.${part}` as 'field.stripe.secretKey.label')
  return (name) => ({
    label: said(name, 'label') ?? name,
    what: said(name, 'what'),
    option: (value) => said(name, value === '' ? 'none' : value) ?? value,
  })
}

const permissions: Record<string, string> = translations.en.accounts.permission

/**
 * The name under which a permission has words. Stripe: "rak_checkout_session_write", or the request that was refused
 * ("POST /v1/prices"); PayPal: the box and its scope in brackets; Square: its own name.
 */
export function permissionKey(permission: string): string | null {
  const plain = permission.replace(/ \(.*\)$/u, '')
  const ofStripe = (/^rak_(\w+)_(?:read|write)$/u.exec(plain) ?? /^(?:GET|POST) \/v1\/((?:checkout\/)?\w+)/u.exec(plain))?.[1]?.replace('/', '_')
  const candidates = [plain, ofStripe, ofStripe?.replace(/s$/u, ''), ofStripe?.replace(/_source$/u, '')]
  return candidates.find((name) => name !== undefined && name in permissions) ?? null
}

/** What a permission is for; null for one that nobody has described. */
export function usePermissionWords(): (permission: string) => string | null {
  const { t } = useTranslation('accounts')
  return (permission) => {
    const key = permissionKey(permission)
    return key === null ? null : t(`permission.${key}` as 'permission.refund')
  }
}
