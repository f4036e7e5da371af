import type { Call, Reply } from './call.ts'

/** Stand-ins for the pages that a customer sees: one button each. */
export interface CustomerActs {
  payInvoice(invoiceId: string): boolean
  approve(orderId: string): boolean
}

const page = (title: string, body: string): Reply => ({ status: 200, html: `<!doctype html><title>${title}</title><h1>${title}</h1>${body}` })
const button = (label: string): string => `<form method="post"><button>${label}</button></form>`

export function pageRoutes(customer: CustomerActs) {
  const tokenOf = ({ query }: Call): string => query.get('token') ?? ''
  return [
    ['GET', '/invoice/p/:id', ({ id }: Call): Reply => page(`Invoice ${id}`, button('Pay'))],
    ['POST', '/invoice/p/:id', ({ id }: Call): Reply => page(customer.payInvoice(id) ? 'Paid' : 'This invoice cannot be paid', '')],
    ['GET', '/checkoutnow', (call: Call): Reply => page(`Order ${tokenOf(call)}`, button('Agree and pay'))],
    ['POST', '/checkoutnow', (call: Call): Reply => page(customer.approve(tokenOf(call)) ? 'Thank you' : 'This order cannot be paid', '')],
  ] as const
}
