/** A ticket as one .safetensors file, its provenance in the metadata. */
import { type EncodableTensor, encodeTensors } from '../../shared/tensors/safetensors.ts';
import type { MaskTensor, Tensor } from '../../shared/tensors/tensors.ts';
import type { ExportedTicket } from '../exported-ticket.ts';
import { namedTensors, type TensorOptions } from './named-tensors.ts';

const encodable = ({ shape, data }: Tensor | MaskTensor): EncodableTensor =>
  data instanceof Uint8Array ? { dtype: 'U8', shape, data } : { dtype: 'F32', shape, data };

/** Readers of other programs look at `format` to tell the framework. */
const frameworks = { pytorch: 'pt', tensorflow: 'tf' } as const;

export function safetensorsBytes(ticket: ExportedTicket, options: TensorOptions): Uint8Array {
  const tensors = [...namedTensors(ticket, options)].map(([name, tensor]) => [name, encodable(tensor)] as const);
  return encodeTensors(new Map(tensors), { format: frameworks[options.layout], ...ticket.provenance });
}
