// Assumptions of a frontier come as English sentences; these are told in the reader's language.

import { numberIn, type Language } from '../words';

type Told = [RegExp, (found: string[]) => string];

const JA: Told[] = [
  [/^The mix is (\d+) of the project's titles, each with the same share\.$/, ([n]) => `構成はプロジェクトの ${numberIn('ja', Number(n))} 作品で、割合はすべて同じです。`],
  [/^The mix is (\d+) of the project's titles, with the shares given\.$/, ([n]) => `構成はプロジェクトの ${numberIn('ja', Number(n))} 作品で、割合は指定のとおりです。`],
  [/^Left out of the mix, because they cannot be made even alone: (.*)\.$/, ([names]) => `単独でもつくれないため構成から外した作品：${names}。`],
  [/^Titles join one by one in a fixed order/, () => '作品は決まった順に一本ずつ加わり、構成にできるだけ近く保たれます。大きいという理由で飛ばされる作品はありません。'],
  [/^Titles have no dates:/, () => '作品に日付の条件はありません。作品やロケの期間、出演者の日程は考えません。工程の日数、広さ、順序、班は保ちます。'],
  [/^Every phase lasts exactly as long/, () => 'どの工程もプロジェクトの日数どおりに終わり、遅れはありません。'],
  [/^No other production uses these stages or crews\.$/, () => 'ほかの作品はこれらのステージと班を使いません。'],
  [/^On (\S+) all stages are empty, and by (\S+) every set is struck/, ([from, to]) => `${from}にはすべてのステージが空で、${to}までにすべてのセットをバラします。期間をまたぐ作品はありません。`],
  [/^Clear height unknown, so set heights not checked: (.*)\.$/, ([names]) => `有効高さが不明のため、セットの高さは検査していません：${names}。`],
  [/^Width and depth unknown, so floor counted by area and positions not planned: (.*)\.$/, ([names]) => `間口と奥行きが不明のため、床は面積で数え、位置は計画していません：${names}。`],
];

/** A sentence in the reader's language, or as it came where nobody has said it in that one. */
export function assumptionIn(language: Language, sentence: string): { text: string; lang: Language } {
  if (language === 'en') return { text: sentence, lang: 'en' };
  for (const [form, tell] of JA) {
    const match = form.exec(sentence);
    if (match) return { text: tell(match.slice(1)), lang: 'ja' };
  }
  return { text: sentence, lang: 'en' };
}
