// Words of the guided tour of the first start.

export const en = {
  'tour.title': 'This is the example: Toho Studios, 2028. Titles and all their numbers are made up.',
  'tour.rows.title': 'Stages, by country and studio',
  'tour.rows.text': 'Each row is a stage with the floor that sets may use. Stages and areas are from published pages. Fold a country or a studio with a click.',
  'tour.bars.title': 'Bookings and holds',
  'tour.bars.text': 'A whole border is a booking, a broken one a hold; the lower edge shows build, prelight, shoot and strike. Drag a bar to try a move: what is in the way is marked at once. Ctrl and the wheel zoom from days to decades.',
  'tour.plan.title': 'The plan beside them',
  'tour.plan.text': 'Show the plan in the same rows. Where plan and ledger differ, both are marked, and the plan can be entered as holds or bookings.',
  'tour.around.title': 'Plan around what stands',
  'tour.around.text': 'Keep what is booked, what you select, and everything before the freeze line; the rest is planned anew. You see what would change before you accept it.',
  'tour.desk.title': 'What needs an answer today',
  'tour.desk.text': 'The hold desk lists running challenges, clocks that run out and who waits in line, finds free days, and prints the week. Nothing here is your data; start the tour again from the menu.',
  'tour.step': '{n} of {of}',
  'tour.next': 'Next',
  'tour.back': 'Back',
  'tour.skip': 'Skip the tour',
  'tour.close': 'Understood',
};

export const ja: Record<keyof typeof en, string> = {
  'tour.title': 'これは見本です：東宝スタジオ、2028年。作品とその数値はすべて架空です。',
  'tour.rows.title': '国・撮影所ごとのステージ',
  'tour.rows.text': '1行が1ステージです。面積はセットに使える有効面積で、公開資料によります。国や撮影所はクリックでたためます。',
  'tour.bars.title': '予約とホールド',
  'tour.bars.text': '実線の枠は予約、破線はホールドです。下の帯は建て込み、プレライト、撮影、バラシを表します。バーをドラッグすると、重なりがすぐに分かります。Ctrl＋ホイールで日単位から十年単位まで拡大・縮小できます。',
  'tour.plan.title': '計画を並べて見る',
  'tour.plan.text': '同じ行に計画を表示します。計画と台帳が食い違うところには印が付き、計画はホールドまたは予約として登録できます。',
  'tour.around.title': '今あるものを固定して再計画',
  'tour.around.text': '予約済みのもの、選んだもの、凍結線より前のものは動かさず、残りを計画し直します。採用する前に変更点を確認できます。',
  'tour.desk.title': '今日返答が必要なもの',
  'tour.desk.text': 'ホールド窓口では、進行中のチャレンジ、期限の近いもの、順番待ちを確認し、空きを探し、週間表を印刷できます。ここにあるのはお客様のデータではありません。ツアーはメニューからもう一度見られます。',
  'tour.step': '{n} / {of}',
  'tour.next': '次へ',
  'tour.back': '戻る',
  'tour.skip': 'ツアーを終える',
  'tour.close': 'わかりました',
};
