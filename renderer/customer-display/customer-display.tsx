export const CustomerDisplay = () => <main>…</main>
