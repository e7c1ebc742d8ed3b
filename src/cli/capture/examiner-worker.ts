import { answering } from '../../threads.js';
import { type Answer, type ExaminationSetting, openExamination, type Question } from './open-examination.js';

/** The thread in which captured calls are kept, saved and diagnosed. */
answering<ExaminationSetting, Question, Answer>(openExamination);
