import path from 'node:path'
import { openDatabase, type Database } from '../../electron/backend/store/database.ts'

/** A second connection to a shop's file, to make happen what only a crash could. */
export const openStore = (folder: string): { store: Database } => ({ store: openDatabase(path.join(folder, 'counterfoil.db')) })
