import styles from './perforation.module.css'

/** The line along which a stub is torn: above it what we asked, below it what they answered. */
export const Perforation = () => <hr className={styles.perforation} />
