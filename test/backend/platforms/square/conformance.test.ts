import { describeConformance } from '../../../platforms/conformance.ts'
import { describeAgainstDescription } from '../../../platforms/description-check.ts'
import { startSquareRig } from './rig.ts'

const exchanges = describeConformance({ name: 'Square', start: startSquareRig })

describeAgainstDescription({
  name: 'Square', files: ['square.api.json'], exchanges,
  differences: [{ says: /answer: status 4\d\d is not described$/, because: 'it describes answers of 200 only; what errors look like stands in its schemas Error, ErrorCategory and ErrorCode' }],
})
