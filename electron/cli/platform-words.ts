/** What a person can do about a platform that does not do what was asked, by the reason. */
const adviceFor: Readonly<Record<string, string>> = {
  'no-credentials': 'There are no usable credentials for this account here. Unlock the folder with its passphrase, or connect the account anew with "accounts add".',
  'bad-credentials': 'The platform does not know these credentials. Copy them again, whole, and give them to the account in the console, or connect it anew with "accounts add"; "accounts check LABEL" proves them.',
  'expired-credentials': 'The credentials have expired or were withdrawn. Make new ones at the platform and give them to the account in the console, or connect it anew with "accounts add".',
  'missing-permission': 'The credentials lack a permission. Give it to them at the platform, then look with "accounts check LABEL".',
  'wrong-environment': 'Live and test are mixed up. Connect the account anew with --environment test or live, whichever the credentials are for.',
  'not-found': 'The platform does not have what was asked for. Look at the address and the settings of the account.',
  'not-supported': 'The platform does not offer this to the account.',
  'clock-skew': 'The clock of this machine is off. Set it right.',
  unreachable: 'The platform cannot be reached. Look at the line and at the address of the account.',
  timeout: 'The platform did not answer in time. Nothing is lost; the next look asks again.',
  'connection-lost': 'The connection broke off. Nothing is lost; the next look asks again.',
  'rate-limited': 'The platform asks for fewer requests. Nothing is lost; the next look asks again.',
  'circuit-open': 'The platform has failed several times in a row and is left alone for a while. Nothing is lost; the next look asks again.',
  busy: 'The platform is busy. Nothing is lost; the next look asks again.',
  'server-error': 'The platform has an error of its own. Nothing is lost; the next look asks again.',
  'malformed-answer': 'The platform’s answer could not be read. Nothing is lost; the next look asks again.',
  'implausible-answer': 'The platform’s answer cannot be right, so it was not believed. Look at the account’s address; the next look asks again.',
}

/** In words, with what to do where that is known. Only for questions and for certain refusals: neither has moved money. */
export const troubleWords = (reason: string): string => adviceFor[reason] ?? `The platform could not be asked (${reason.replaceAll('-', ' ')}).`

/** What to do about a refusal, after the platform's own words; empty where those say it all. */
export const refusalAdvice = (reason: string): string => adviceFor[reason] ?? ''
