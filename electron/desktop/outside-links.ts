/** Hosts that the console may open in the browser: back offices of the platforms. Nothing that comes from elsewhere decides. */
const allowedHosts: ReadonlySet<string> = new Set([
  'dashboard.stripe.com', 'www.paypal.com', 'www.sandbox.paypal.com', 'developer.paypal.com', 'squareup.com', 'app.squareup.com', 'developer.squareup.com',
])

/** The sandbox's page for customers, which the program itself serves on this machine. */
const isSandboxCheckout = ({ protocol, hostname, port, pathname }: URL): boolean =>
  protocol === 'http:' && hostname === '127.0.0.1' && port !== '' && pathname.startsWith('/pay/')

export function mayOpenOutside(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return false
  return isSandboxCheckout(url) || (url.protocol === 'https:' && url.port === '' && allowedHosts.has(url.host))
}
