/**
 * Names of months, in full, short, and as they stand beside a day, in twenty languages of Europe;
 * case-folded, each once. Taken from the Unicode CLDR (version 48) and kept as text, so that the
 * rule does not change with the machine's language data.
 */
export const monthNames: readonly string[] = `
  january february march april may june july august september october november december jan feb
  mar apr jun jul aug sep oct nov dec
  januar februar märz mai juni juli oktober dezember mär okt dez sept
  januari februari maart mei augustus mrt
  janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr
  avr juil déc
  enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene
  abr ago dic
  janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev set out
  gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug ott
  marts maj
  desember des
  augusti
  tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu
  marraskuu joulukuu tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta
  heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta tammi helmi maalis huhti touko
  kesä heinä elo syys loka marras joulu
  janúar febrúar apríl maí júní júlí ágúst október nóvember jún júl ágú nóv
  styczeń luty marzec kwiecień czerwiec lipiec sierpień wrzesień październik listopad
  grudzień stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października
  listopada grudnia sty lut kwi cze lip sie wrz paź lis gru
  leden únor březen duben květen červen červenec srpen září říjen prosinec ledna února
  března dubna května června července srpna října listopadu prosince led úno bře dub kvě
  čvn čvc srp zář říj pro
  január február március április május június július augusztus szeptember febr márc ápr
  máj szept
  ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie ian iun
  iul
  ocak şubat mart nisan mayis haziran temmuz ağustos eylül ekim kasim aralik oca şub nis haz
  tem ağu eyl eki kas ara
  ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου
  ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου
  νοεμβρίου δεκεμβρίου ιαν φεβ μαρ απρ μαΐ ιουν
  ιουλ αυγ σεπ οκτ νοε δεκ
  январь февраль март апрель май июнь июль август
  сентябрь октябрь ноябрь декабрь января февраля
  марта апреля мая июня июля августа сентября октября
  ноября декабря янв февр апр авг сент окт нояб дек
  мар июн июл
  січень лютий березень квітень травень червень
  липень серпень вересень жовтень листопад грудень
  січня лютого березня квітня травня червня липня
  серпня вересня жовтня листопада грудня січ лют бер
  квіт трав черв лип серп вер жовт лист груд
`
  .trim()
  .split(/\s+/);
