/** An experiment as one HTML file: verdict, figures, numbers, claims, the ticket, and how it came about. */
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { noticesOf } from '../../shared/results/notices.ts';
import type { SweepRow } from '../../shared/results/sweep-row.ts';
import type { TicketAnalysis } from '../../shared/results/ticket/ticket-analysis.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import {
  claimsSection,
  costsSection,
  earlyBirdSection,
  instabilitySection,
  momentsSection,
  provenanceSection,
  roundsSection,
} from './experiment-sections.ts';
import { figuresSection, ticketSection } from './figures-section.ts';
import { page, text } from './html.ts';
import { sweepSection } from './sweep-section.ts';

interface ReportParts {
  readonly document: ExperimentDocument;
  readonly record: ExperimentRecord;
  /** The ticket of the headline, or of the last round; null before there is one. */
  readonly analysis: TicketAnalysis | null;
  /** The experiments of its sweep, itself among them; none where it belongs to none. */
  readonly sweep: readonly SweepRow[];
  /** The command that makes the report, for its provenance. */
  readonly command: string;
}

function head({ experiment, state, trials, trainings, plannedTrainings, headline }: ExperimentDocument): string {
  const counts = `${state}, ${trials === 1 ? '1 trial' : `${trials} trials`}, ${trainings.length} of ${plannedTrainings} trainings`;
  return `<h1>${text(experiment)}</h1><p>${text(counts)}</p><p class="verdict ${headline.kind}"><strong>${text(headline.title)}</strong> ${text(headline.text)}</p>`;
}

/** What is damaged or has failed stands before the numbers. */
function noticesSection(document: ExperimentDocument): string {
  const notices = noticesOf(document);
  return notices.length === 0 ? '' : `<ul class="notices">${notices.map((notice) => `<li>${text(notice.text)}</li>`).join('')}</ul>`;
}

export function report({ document, record, analysis, sweep, command }: ReportParts): string {
  return page(
    `${document.experiment} - Winning Ticket`,
    head(document),
    noticesSection(document),
    figuresSection(document),
    roundsSection(document),
    momentsSection(document),
    costsSection(document),
    earlyBirdSection(document),
    instabilitySection(document),
    sweepSection(sweep),
    claimsSection(document),
    analysis ? ticketSection(analysis) : '',
    provenanceSection(record, command),
    '<footer>The paper: Frankle and Carbin, The Lottery Ticket Hypothesis, ICLR 2019, arXiv 1803.03635.</footer>',
  );
}
