export const CurrentOrderWatch = () => null
