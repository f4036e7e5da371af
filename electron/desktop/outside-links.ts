/** Hosts that the console may open in the browser: back offices of the platforms. Nothing that comes from elsewhere decides. */
const allowedHosts: ReadonlySet<string> = new Set([
  'dashboard.stripe.com', 'www.paypal.com', 'www.sandbox.paypal.com', 'developer.paypal.com', 'squareup.com', 'app.squareup.com', 'developer.squareup.com',
])

export function mayOpenOutside(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '' && allowedHosts.has(url.host)
}
