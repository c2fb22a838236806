/** A document for people. Its claims are sentences, and those of the document itself are English, since programs read them. */
import { checkClaims } from '../../lottery/claims/claims-for.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { spokenLocale } from '../../shared/text/language.ts';
import { isWhole } from './document.ts';
import { spoken } from '../../shared/text/told.ts';

/** Notices say its damages and failed trainings themselves. */
function spokenFailures(document: ExperimentDocument): ExperimentDocument {
  const { failure, tellings } = document;
  return failure === null ? document : { ...document, failure: spoken(failure, tellings) };
}

/** Its claims in the language that is spoken; the document itself where that is English. */
export function spokenDocument(document: ExperimentDocument): ExperimentDocument {
  if (spokenLocale() === 'en') return document;
  const { config, rounds, trainings, data, claims } = document;
  const spokenClaims = claims.setup === null ? claims : checkClaims(config, rounds, trainings.filter(isWhole), data);
  return { ...spokenFailures(document), claims: spokenClaims };
}
