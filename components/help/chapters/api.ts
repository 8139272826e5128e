import {
  ApiErrors,
  ApiExamples,
  ApiKeyFile,
  ApiOperations,
  ApiParameters,
  ApiSchemas,
  apiTexts,
} from '../api-reference'
import { bullets, notes, paragraphs, part, section, steps, type HelpSection } from '../blocks'

/** プログラムからの利用(API) */
export const api: HelpSection[] = [
  section(
    'keys',
    paragraphs('what'),
    steps('open', 'fill', 'keep'),
    notes('revoke', 'end', 'lock', 'reader'),
  ),
  section('requests', bullets('key', 'cookies', 'time', 'numbers', 'language', 'document')),
  section(
    'examples',
    paragraphs('lead'),
    part(ApiKeyFile, apiTexts.keyFile),
    part(ApiExamples, apiTexts.examples),
    notes('certificate'),
  ),
  section('addresses', paragraphs('lead'), part(ApiOperations, apiTexts.operations)),
  section('parameters', paragraphs('lead'), part(ApiParameters, apiTexts.parameters)),
  section('answers', paragraphs('lead'), part(ApiSchemas, ['api.schemas.ExactInteger'])),
  section('errors', paragraphs('lead', 'code', 'retry'), part(ApiErrors, apiTexts.errors)),
  section('limits', bullets('requests', 'wrong', 'files', 'keys', 'sets')),
]
