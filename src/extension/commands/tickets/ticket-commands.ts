import * as vscode from 'vscode';
import { howToShow } from '../../panel/panels.ts';
import type { Services } from '../../services.ts';
import { pickTicket } from '../targets.ts';

export async function inspect(services: Services, target: unknown, how?: unknown): Promise<void> {
  const ref = await pickTicket(services, target);
  if (ref) services.panels.inspect(ref, howToShow(how));
}

export async function copyTicketName(services: Services, target: unknown): Promise<void> {
  const ref = await pickTicket(services, target);
  if (ref) await vscode.env.clipboard.writeText(ref.ticket);
}
