// Requirements of a conflict in Japanese: the planner's sentences have few forms, which are told here anew.
// What has another form is left as it is.

import type { Clause } from './reasons';

type Say = (...parts: string[]) => string;
const D = '(\\d{4}-\\d{2}-\\d{2})';

const days = (text: string): string => text.replace(/(\d+) working days?/g, '$1稼働日');
const spans = (text: string): string => text.replace(/(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})/g, '$1～$2').replace(/ and |, /g, '、');
const phases = (text: string): string =>
  text.replace(/\bbuild\b/g, '建込み').replace(/\bprelight\b/g, 'プレライト').replace(/\bshoot\b/g, '撮影').replace(/\bhold\b/g, '保持').replace(/\bstrike\b/g, 'バラシ').replace('without sound', '音声なし').replace(/, /g, '、');

const FORMS: Record<string, [RegExp, Say][]> = {
  earliest: [[new RegExp(`^(.+) begins no earlier than ${D}\\.$`), (t, d) => `「${t}」の開始は${d}以降。`]],
  latest: [[new RegExp(`^(.+) is done by ${D}\\.$`), (t, d) => `「${t}」は${d}までに終わる。`]],
  studios: [[/^(.+) is made at (.+) only\.$/, (t, s) => `「${t}」の撮影所は${s.replaceAll(' or ', 'または')}のみ。`]],
  together: [[/^All sets of (.+) stand at one studio\.$/, (t) => `「${t}」のセットはすべて同じ撮影所に建てる。`]],
  set: [[/^(.+) of (.+) takes (.+) for (\d+ working days?) or more \((.+)\)\.$/, (s, t, size, n, each) => `「${t}」の${s}は${size}を${days(n)}以上使う（${phases(each)}）。`]],
  height: [[/^(.+) of (.+) is (.+) m high\.$/, (s, t, h) => `「${t}」の${s}の高さは${h} m。`]],
  features: [[/^(.+) of (.+) needs a stage with (.+)\.$/, (s, t, f) => `「${t}」の${s}には${f.replace(' and ', '、')}のあるステージが必要。`]],
  block: [[/^(.+) shoots (\d+ working days?) in a row on location \((.+)\)\.$/, (t, n, id) => `「${t}」はロケ（${id}）を${days(n)}続けて撮影する。`]],
  'block-window': [[/^Location block (.+) of (.+) is shot (.+) only\.$/, (id, t, when) => `「${t}」のロケ（${id}）の期間は${when.replace(/from (\S+)/, '$1から').replace(/ ?to (\S+)/, '$1まで')}のみ。`]],
  cast: [[/^(.+) \((.+): (.+)\) can be had (.+) only\.$/, (m, t, where, when) => `${m}（「${t}」${where.replace(/ and |, /g, '、')}）の出演可能日は${spans(when)}のみ。`]],
  order: [[/^(.+) of (.+) is shot after (.+)\.$/, (a, t, b) => `「${t}」では${a.replace(/^[Ll]ocation block /, 'ロケ ')}を${b.replaceAll('location block ', 'ロケ ').replace(/ and |, /g, '、')}の後に撮影する。`]],
  unit: [[/^The (.+) unit of (.+) is at one place at a time \((\d+ working days?) in all\)\.$/, (u, t, n) => `「${t}」の${u}班は同時に一か所でしか撮影しない（計${days(n)}）。`]],
  floor: [
    [/^The floor area of (.+) is not known, so it is not offered\.$/, (s) => `${s}の面積は不明のため使わない。`],
    [/^(.+) has (.+ m².*?)(?:, with aisles of (.+) m)?\.$/, (s, size, aisle) => `${s}の有効面積は${size}${aisle ? `、通路${aisle} m` : ''}。`],
  ],
  quiet: [[/^While a set shoots with sound on (.+), no other/, (s) => `${s}で同時録音の撮影中は、ほかのセットの建込み・バラシ・撮影をしない。`]],
  power: [[/^(.+) supplies (.+) kVA\.$/, (s, p) => `${s}の電源容量は${p} kVA。`]],
  closed: [[/^(.+) is closed (.+)\.$/, (s, when) => `${s}は${spans(when)}に休止。`]],
  open: [
    [/^No agreement opens (.+)\.$/, (s) => `${s}を使える契約がない。`],
    [/^Agreements open (.+?) (\d{4}-.+) only\.$/, (s, when) => `${s}を契約で使えるのは${spans(when)}のみ。`],
  ],
  crews: [
    [/^(.+) has no build crew\.$/, (s) => `${s}には美術班がない。`],
    [/^(.+) has (\d+) build crews?: no more/, (s, n) => `${s}の美術班は${n}班：同じ日に建込み・バラシできるセットは${n}つまで。`],
  ],
  made: [
    [new RegExp(`^(.+) (must be|is) made, between ${D} and ${D} \\((.+)\\)\\.$`), (t, must, a, b, size) => `「${t}」は${a}～${b}に製作${must === 'is' ? 'する' : 'しなければならない'}（${sets(size)}）。`],
    [/^(.+) (must be|is) made(?:, (from|by) (\S+?)(?: on)?)? \((.+)\)\.$/, (t, must, way, day, size) => `「${t}」は${day ? `${day}${way === 'from' ? '以降' : 'まで'}に` : ''}製作${must === 'is' ? 'する' : 'しなければならない'}（${sets(size)}）。`],
  ],
  standing: [[new RegExp(`^(.+) of (.+) \\((.+ m²)\\) ${D} to ${D}, shot ${D} to ${D}(.*)$`), (s, t, area, a, b, c, d, rest) => `「${t}」の${s}（${area}）が${a}～${b}に建っている（撮影${c}～${d}）${rest.replace(/\.$/, '')}。`]],
};

function sets(text: string): string {
  return text.replace(/(\d+) sets?/, 'セット$1杯').replace('no sets', 'セットなし').replace(/, (.+) in all/, '、計$1');
}

/** The sentence of a requirement in Japanese; null where its form is not known. */
export function clauseInJapanese(clause: Clause): string | null {
  for (const [form, say] of FORMS[clause.kind] ?? []) {
    const found = form.exec(clause.sentence);
    if (found) return say(...found.slice(1));
  }
  return null;
}
