import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipMember {
  readonly name: string | Uint8Array
  readonly content: Uint8Array
  /** Unix mode in the attributes, 0o120777 for a link. */
  readonly mode?: number
  /** What the directory says the size is, when it lies. */
  readonly declaredSize?: number
  readonly isEncrypted?: boolean
}

interface WrittenMember {
  readonly local: Buffer
  readonly central: Buffer
}

function writeMember({ name, content, mode = 0o100644, declaredSize, isEncrypted = false }: ZipMember, offset: number): WrittenMember {
  const nameBytes = Buffer.from(name)
  const packed = deflateRawSync(content)
  const facts = Buffer.alloc(22)
  facts.writeUInt16LE(isEncrypted ? 1 : 0, 0)
  facts.writeUInt16LE(8, 2) // deflate
  facts.writeUInt32LE(crc32(content), 8)
  facts.writeUInt32LE(packed.length, 12)
  facts.writeUInt32LE(declaredSize ?? content.length, 16)
  facts.writeUInt16LE(nameBytes.length, 20)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004\u0014\u0000', 'latin1'), facts, Buffer.alloc(2), nameBytes, packed])
  const rest = Buffer.alloc(16)
  rest.writeUInt32LE((mode << 16) >>> 0, 8)
  rest.writeUInt32LE(offset, 12)
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0003\u0014\u0000', 'latin1'), facts, rest, nameBytes])
  return { local, central }
}

/** Writes a zip archive, also one that no honest program would. */
export function zipOf(...members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const { local, central } = writeMember(member, offset)
    locals.push(local)
    centrals.push(central)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}
