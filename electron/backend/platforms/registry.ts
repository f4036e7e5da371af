import type { PlatformId, PlatformKind } from './platform.ts'
import { filesPlatform } from './files/files.ts'
import { paypalPlatform } from './paypal/paypal.ts'
import { sandboxPlatform } from './sandbox/sandbox.ts'
import { squarePlatform } from './square/square.ts'
import { stripePlatform } from './stripe/stripe.ts'

/** Every platform that can be connected. */
export const platformKinds: Readonly<Partial<Record<PlatformId, PlatformKind>>> = { sandbox: sandboxPlatform, files: filesPlatform, stripe: stripePlatform, paypal: paypalPlatform, square: squarePlatform }

/** Platforms that move no real money; the only ones in practice. */
export const practiceKinds: Readonly<Partial<Record<PlatformId, PlatformKind>>> = { sandbox: sandboxPlatform }
