import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errdoctor, folderWith } from './built.js';

const key = 'psk_live_errdoctorexample1234';
const call = `> GET /v1/things HTTP/1.1\n> Host: api.shop.example\n> X-Api-Key: ${key}\n>\n< HTTP/1.1 401 Unauthorized\n<\n{"error":"no"}\n`;

describe('redact', () => {
  it('writes a masked copy, from a file or a pipe, to standard output or a file', async () => {
    const cwd = folderWith({ 'call.txt': call });
    const expected = call.replace(key, 'psk_live_maskedByErrdoctormas');
    const printed = { code: 0, stdout: expected, stderr: '' };
    expect(await errdoctor(['redact', 'call.txt'], { cwd })).toEqual(printed);
    expect(await errdoctor(['redact', '-'], { input: call })).toEqual(printed);
    expect(await errdoctor(['redact'], { input: call })).toEqual(printed);
    const written = await errdoctor(['redact', 'call.txt', '-o', 'copy.txt'], { cwd });
    expect(written).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'copy.txt'), 'utf8')).toBe(expected);
  });

  it('never replaces the capture itself', async () => {
    const cwd = folderWith({ 'call.txt': call });
    const { code, stderr } = await errdoctor(['redact', 'call.txt', '-o', './call.txt'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('would replace call.txt itself');
    expect(readFileSync(join(cwd, 'call.txt'), 'utf8')).toBe(call);
  });

  it('refuses what it cannot read, and says why', async () => {
    const cwd = folderWith({ 'holiday.jpg': new Uint8Array([0xff, 0xd8, 0xff, 0, 1, 2, 3]) });
    const unreadable = await errdoctor(['redact', 'holiday.jpg'], { cwd });
    expect(unreadable).toMatchObject({ code: 2, stdout: '' });
    expect(unreadable.stderr).toContain('holiday.jpg is binary data');
    expect(await errdoctor(['redact', 'missing.txt'], { cwd })).toMatchObject({
      code: 2,
      stderr: 'error: There is no file missing.txt.\n',
    });
    expect(await errdoctor(['redact', 'holiday.jpg', '-o', 'no/such/copy'], { cwd })).toMatchObject({
      code: 2,
    });
  });

  it('says where a copy cannot be written', async () => {
    const { code, stderr } = await errdoctor(['redact', '-', '-o', 'no/such/copy'], { input: call });
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written to no/such/copy (ENOENT)');
  });
});
