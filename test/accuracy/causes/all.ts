import type { CauseSource } from '../cause.js';
import axys from './axys.js';
import contro from './contro.js';
import http from './http.js';
import gateways from './http-gateways.js';
import limits from './http-limits.js';
import requests from './http-requests.js';
import tokens from './http-tokens.js';
import pandabase from './pandabase.js';
import partna from './partna.js';
import payfield from './payfield.js';

/** Every cause that the measure can make. */
export const causes: readonly CauseSource[] = [
  ...pandabase,
  ...axys,
  ...partna,
  ...payfield,
  ...contro,
  ...http,
  ...tokens,
  ...requests,
  ...limits,
  ...gateways,
];
