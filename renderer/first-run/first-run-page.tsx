export const FirstRunPage = () => <main>…</main>
