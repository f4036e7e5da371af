export type Sound = 'paid' | 'failed' | 'unknown'

interface Note {
  readonly hertz: number
  readonly at: number
  readonly seconds: number
}

/** Three that cannot be mistaken for one another from the back room: two up, one low, two of the same. */
const tunes: Record<Sound, readonly Note[]> = {
  paid: [{ hertz: 659, at: 0, seconds: 0.13 }, { hertz: 988, at: 0.12, seconds: 0.3 }],
  failed: [{ hertz: 233, at: 0, seconds: 0.22 }, { hertz: 175, at: 0.2, seconds: 0.38 }],
  unknown: [{ hertz: 440, at: 0, seconds: 0.12 }, { hertz: 440, at: 0.22, seconds: 0.12 }],
}

let context: AudioContext | null = null

/** Plays without a file. Silent where the browser has not been touched yet. */
export function play(sound: Sound): void {
  context ??= new AudioContext()
  const { currentTime, destination } = context
  for (const { hertz, at, seconds } of tunes[sound]) {
    const tone = new OscillatorNode(context, { frequency: hertz, type: 'triangle' })
    const volume = new GainNode(context, { gain: 0 })
    const start = currentTime + at
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.25, start + 0.015)
    volume.gain.exponentialRampToValueAtTime(0.001, start + seconds)
    tone.connect(volume).connect(destination)
    tone.start(start)
    tone.stop(start + seconds)
  }
}
