import type { ColumnRole } from '../../../../../shared/csv-mapping.ts'
import { isCurrencyCode, type CurrencyCode } from '../../../../../shared/currency.ts'
import { currencyOfCell } from '../delimited/currency-marks.ts'
import { foldName } from '../delimited/header.ts'

/** Languages whose words are in the table. */
export type HeaderLanguage =
  | 'en' | 'de' | 'fr' | 'es' | 'it' | 'nl' | 'pt' | 'zh' | 'sv' | 'da' | 'nb' | 'fi' | 'pl' | 'cs' | 'hu' | 'ro' | 'et' | 'lv' | 'lt' | 'hr' | 'tr' | 'ru' | 'ja' | 'ko'

/**
 * Header words by role and language, the preferred first. Compared after folding; currency codes and signs in a header are
 * taken off before ("Betrag (EUR)" is "Betrag"). A name may stand for several roles: the cells then decide.
 */
const words: Readonly<Record<ColumnRole, Partial<Record<HeaderLanguage, string>>>> = {
  bookedOn: {
    en: 'booking date|posting date|date|date completed|settlement date|settled date|operation date|post date|posted date|date posted|entry date|transaction date|completed date|trans date|tran date|txn date|posted transactions date|processed date|date utc|effective date|started date|date started|timestamp|datetime',
    de: 'Buchungstag|Buchungsdatum|Buchung|Buchungstermin|Datum|Belegdatum|Umsatzdatum|Transaktionsdatum|Ausführungsdatum',
    fr: "date opération|dateop|date de l'opération|date d'opération|date de comptabilisation|date comptable|date d'écriture|date d'exécution|date",
    es: 'fecha operación|fecha de operación|fecha contable|f. operación|fecha|fecha movimiento|fecha de la operación|f. contable',
    it: 'data contabile|data operazione|data movimento|data registrazione|data|data mov.|data di contabilizzazione',
    nl: 'boekdatum|datum|transactiedatum|boekingsdatum|uitvoeringsdatum',
    pt: 'data movimento|data do movimento|data mov.|data lançamento|data de lançamento|data operação|data da operação|data|data contabilística',
    zh: '记账日期|银行记账日|入账日期|记账日|交易日期|日期|交易时间|记账时间|交易日|入账时间',
    sv: 'bokföringsdatum|bokföringsdag|bokförd|transaktionsdatum|transaktionsdag|datum',
    da: 'bogføringsdato|bogført|bogføringsdag|posteringsdato|dato|transaktionsdato',
    nb: 'bokføringsdato|bokført dato|bokført|bokføringsdag|dato|utført dato|transaksjonsdato',
    fi: 'kirjauspäivä|kirjauspäivämäärä|tapahtumapäivä|pvm|päivämäärä|maksupäivä',
    pl: 'data księgowania|data operacji|data transakcji|data',
    cs: 'datum zaúčtování|datum účtování|zaúčtováno|datum provedení|datum pohybu|datum|datum transakce|dátum zaúčtovania|dátum|dátum pohybu|dátum transakcie',
    hu: 'könyvelés dátuma|könyvelési dátum|könyvelés napja|könyvelési nap|dátum|tranzakció dátuma|tranzakció időpontja',
    ro: 'data înregistrării|data operațiunii|data procesării|data|data tranzacției',
    et: 'kuupäev|kande kuupäev|tehingu kuupäev',
    lv: 'datums|grāmatošanas datums|darījuma datums',
    lt: 'data|įrašymo data|operacijos data',
    hr: 'datum knjiženja|datum|datum izvršenja|datum transakcije',
    tr: 'tarih|muhasebe tarihi|işlem tarihi',
    ru: 'дата проводки|дата обработки|дата операции|дата|дата платежа|дата транзакции',
    ja: '日付|取引日|お取引日|年月日|取扱日付|計上日|操作日|利用日',
    ko: '거래일시|거래일자|거래일|날짜',
  },
  valueOn: {
    en: 'value date|valuation date|value dt|valuta date|date value',
    de: 'Valuta|Valutadatum|Wertstellung|Wertstellungstag|Wertstellungsdatum|Valuta Datum|Wert',
    fr: 'date de valeur|date valeur|dateval|valeur',
    es: 'fecha valor|f. valor|fecha de valor',
    it: 'data valuta|valuta|data di valuta',
    nl: 'rentedatum|valutadatum',
    pt: 'data valor|data-valor|data de valor',
    zh: '起息日|起息日期',
    sv: 'valutadag|valutadatum|räntedag',
    da: 'valørdato|valør|rentedato',
    nb: 'valutadato|rentedato|valuteringsdato',
    fi: 'arvopäivä|arvopvm',
    pl: 'data waluty',
    cs: 'datum valuty|valuta|dátum valuty',
    hu: 'értéknap',
    ro: 'data valutei',
    et: 'väärtuspäev',
    lv: 'valutēšanas datums',
    lt: 'valiutavimo data',
    hr: 'datum valute',
    tr: 'valör|valör tarihi',
    ru: 'дата валютирования',
    ja: '起算日',
  },
  amount: {
    en: 'amount|amount in account currency|billing amount|settlement amount|booked amount|transaction amount|net amount|value|sum|gross amount',
    de: 'Betrag|Umsatz|Buchungsbetrag|Umsatzbetrag|Betrag in Kontowährung|Zahlungsbetrag|Umsatz in',
    fr: "montant|montant de l'opération|montant opération|montant de la transaction",
    es: 'importe|importe operación|monto|cantidad|importe movimiento',
    it: 'importo|importo operazione|ammontare|importo in',
    nl: 'bedrag|transactiebedrag|bedrag in',
    pt: 'montante|valor|importância|quantia|valor movimento|importância movimento',
    zh: '金额|记账金额|入账金额|交易金额|发生额|发生金额|收支金额|交易额',
    sv: 'belopp|insättning/uttag|insättningar/uttag',
    da: 'beløb',
    nb: 'beløp',
    fi: 'määrä|summa|määrä euroa',
    pl: 'kwota|kwota operacji|kwota w walucie rachunku|kwota w walucie konta|kwota transakcji',
    cs: 'částka v měně účtu|zaúčtovaná částka|částka|objem|suma|čiastka',
    hu: 'összeg|könyvelt összeg|tranzakció összege',
    ro: 'suma|valoare',
    et: 'summa',
    lv: 'summa',
    lt: 'suma',
    hr: 'iznos',
    tr: 'tutar|işlem tutarı|miktar',
    ru: 'сумма в валюте счета|сумма|сумма операции|сумма платежа',
    ja: '金額|取引金額|入出金額|入出金|利用金額',
    ko: '거래금액|금액',
  },
  debit: {
    en: 'debit|debits|debit amount|money out|paid out|withdrawal|withdrawals|withdrawal amount|withdrawal amt|out|outflow|payments|spent|charge|amount debit|debit amt|debited|dr|dr amount',
    de: 'Soll|Belastung|Belastungen|Lastschrift|Ausgang|Ausgänge|Ausgaben|Belastungsbetrag|Soll Betrag|Auszahlung',
    fr: 'débit|montant débit|débits|sortie|débit euros|dépense|dépenses',
    es: 'cargo|cargos|debe|adeudo|adeudos|débito|egreso|egresos|retiro|retiros|gastos',
    it: 'dare|addebito|addebiti|uscite|uscita|importo dare|debito',
    nl: 'af|debet|uit|uitgaven|bedrag af|afschrijving',
    pt: 'débito|débitos|saída|saídas|a débito|levantamentos',
    zh: '支出|记账金额支出|借方|借方金额|支出金额|借方发生额|转出|转出金额|支出（-）',
    sv: 'uttag|utbetalning|ut|debet',
    da: 'hævet|udbetaling|ud|debet',
    nb: 'ut fra konto|ut av konto|uttak|ut|belastet|debet',
    fi: 'otto|veloitus',
    pl: 'obciążenie|obciążenia|wydatki|wypłata|winien',
    cs: 'výdaje|výdaj|debet|na vrub',
    hu: 'terhelés|kiadás',
    ro: 'debit|plăți|ieșiri',
    et: 'deebet|väljaminek',
    lv: 'debets',
    lt: 'debetas|išlaidos',
    hr: 'isplata|duguje|terećenje|breme|odliv',
    tr: 'borç|çıkan|giden',
    ru: 'расход|списание|дебет',
    ja: '出金|出金金額|出金額|お引出し|お引き出し|引出金額|お支払金額|支払金額|支払い金額',
    ko: '출금|출금액|출금금액|찾으신금액',
  },
  credit: {
    en: 'credit|credits|credit amount|money in|paid in|deposit|deposits|deposit amount|deposit amt|in|inflow|receipts|received|amount credit|credit amt|credited|cr|cr amount',
    de: 'Haben|Gutschrift|Gutschriften|Eingang|Eingänge|Einnahmen|Gutschriftsbetrag|Haben Betrag|Einzahlung',
    fr: 'crédit|montant crédit|crédits|entrée|crédit euros|recette|recettes',
    es: 'abono|abonos|haber|ingreso|ingresos|crédito|depósito|depósitos',
    it: 'avere|accredito|accrediti|entrate|entrata|importo avere|credito',
    nl: 'bij|credit|in|inkomsten|bedrag bij|bijschrijving',
    pt: 'crédito|créditos|entrada|entradas|a crédito|depósitos',
    zh: '收入|记账金额收入|贷方|贷方金额|收入金额|贷方发生额|转入|转入金额|存入',
    sv: 'insättning|inbetalning|in|kredit',
    da: 'indsat|indbetaling|ind|kredit',
    nb: 'inn på konto|innskudd|inn|godskrevet|kredit',
    fi: 'pano|hyvitys',
    pl: 'uznanie|uznania|wpływy|wpłata|ma',
    cs: 'příjmy|příjem|kredit|ve prospěch',
    hu: 'jóváírás|bevétel',
    ro: 'credit|încasări|intrări',
    et: 'kreedit|sissetulek',
    lv: 'kredīts',
    lt: 'kreditas|pajamos',
    hr: 'uplata|potražuje|odobrenje|dobro|priliv',
    tr: 'alacak|giren|gelen',
    ru: 'приход|зачисление|кредит',
    ja: '入金|入金金額|入金額|お預入れ|お預け入れ|お預り金額|預かり金額|預り金額|預入金額',
    ko: '입금|입금액|입금금액|맡기신금액',
  },
  direction: {
    en: 'd/c|c/d|d/k|dr/cr|cr/dr|debit/credit|credit/debit|debit credit indicator|credit debit indicator|credit or debit|debit or credit|dr cr|cdtdbtind|direction|sign|transaction direction|in/out|type|transaction type|credit/debit indicator',
    de: 'S/H|H/S|Soll/Haben|Soll-/Haben-Kennzeichen|Haben/Soll|Soll/Haben-Kennzeichen|Vorzeichen|Lastschrift/Gutschrift|Typ|Art|Kennzeichen',
    fr: 'sens|signe|débit/crédit|sens opération',
    es: 'signo|debe/haber|cargo/abono|naturaleza|tipo',
    it: 'segno|dare/avere|d/a|tipo',
    nl: 'af bij|af/bij|debet/credit|bij/af|credit debet|creditdebet',
    pt: 'débito/crédito|sinal|tipo|d/c',
    zh: '收/支|收支|借贷|借贷标志|收支类型|借贷方向|收支标志|交易方向|借/贷',
    sv: 'debet/kredit',
    pl: 'strona|obciążenie/uznanie',
    cs: 'debet/kredit|směr',
    hu: 'terhelés/jóváírás|terhelés vagy jóváírás',
    et: 'deebet/kreedit|deebet/kreedit (d/c)|deebet/kreedit (d/k)',
    lv: 'debets/kredīts|d/k|k/d',
    lt: 'debetas/kreditas|d/k',
    ru: 'дебет/кредит|приход/расход',
    ja: '入出金区分|入払区分',
    ko: '입출금구분|거래구분',
  },
  balance: {
    en: 'balance|running balance|account balance|balance after|closing balance|book balance|balance after transaction|ledger balance|current balance|running bal|running bal.|bal|available balance|accountbalance|saldo disponible',
    de: 'Saldo|Kontostand|Saldo nach Buchung|Kontosaldo|Neuer Saldo',
    fr: 'solde|solde après opération|solde du compte',
    es: 'saldo|saldo contable|saldo después|saldo posterior|disponible',
    it: 'saldo|saldo contabile|saldo progressivo',
    nl: 'saldo|saldo na mutatie|saldo na trn|saldo na boeking',
    pt: 'saldo|saldo contabilístico|saldo após movimento|saldo após',
    zh: '余额|账户余额|账户结余|本次余额|交易余额|结余',
    sv: 'saldo|bokfört saldo',
    da: 'saldo',
    nb: 'saldo|bokført saldo',
    fi: 'saldo',
    pl: 'saldo po operacji|saldo po transakcji|saldo|saldo końcowe',
    cs: 'zůstatek|zůstatek po transakci|zostatok|zostatok po transakcii',
    hu: 'egyenleg|könyvelt egyenleg',
    ro: 'sold|sold contabil',
    et: 'jääk|saldo',
    lv: 'atlikums',
    lt: 'likutis',
    hr: 'stanje|saldo',
    tr: 'bakiye',
    ru: 'остаток|остаток на счете|баланс',
    ja: '残高|差引残高|取引後残高|お取引後残高',
    ko: '잔액|거래후잔액',
  },
  currency: {
    en: 'currency|ccy|currency code|iso currency code|account currency|payment currency|transaction currency|curr|curr.',
    de: 'Währung|Waehrung|Whg|WKZ|Kontowährung',
    fr: 'devise|monnaie',
    es: 'divisa|moneda',
    it: 'divisa|valuta|moneta',
    nl: 'munt|muntsoort|valuta|valutacode',
    pt: 'moeda|divisa',
    zh: '币种|货币|货币代码|币别|记账币种|入账币种|入账货币|交易币种|交易货币',
    sv: 'valuta',
    da: 'valuta|mønt',
    nb: 'valuta',
    fi: 'valuutta',
    pl: 'waluta|waluta rachunku',
    cs: 'měna účtu|měna|mena',
    hu: 'devizanem|pénznem|deviza',
    ro: 'valuta|moneda',
    et: 'valuuta',
    lv: 'valūta',
    lt: 'valiuta',
    hr: 'valuta',
    tr: 'döviz cinsi|para birimi|döviz',
    ru: 'валюта счета|валюта|валюта операции',
    ja: '通貨',
    ko: '통화',
  },
  account: {
    en: 'account|account number|own account|source account|account no|account id|account no.|iban|card id|card no|account name',
    de: 'Auftragskonto|IBAN Auftragskonto|Konto|Kontonummer|IBAN|Eigenes Konto',
    fr: 'compte|numéro de compte|n° compte|iban',
    es: 'cuenta|número de cuenta|iban',
    it: 'conto|numero conto|iban',
    nl: 'rekening|rekeningnummer|iban/bban|iban',
    pt: 'conta|número da conta|nº conta|iban',
    zh: '账号|账户|本方账号|卡号|帐号|查询账号',
    sv: 'kontonummer|konto',
    da: 'kontonummer|konto',
    nb: 'kontonummer|konto',
    fi: 'tili|tilinumero',
    pl: 'rachunek|nr rachunku',
    cs: 'číslo účtu',
    hu: 'számlaszám',
    et: 'kliendi konto',
    lv: 'klienta konts',
    lt: 'sąskaitos nr.|sąskaita',
    ja: '口座番号',
  },
  counterpartyName: {
    en: 'counterparty|counterparty name|payee|payer|merchant name|merchant|beneficiary|counter party|payee name|payer name|sender|recipient|beneficiary name|remitter|from|to|name|merchantname|payer/payee name',
    de: 'Beguenstigter/Zahlungspflichtiger|Begünstigter/Zahlungspflichtiger|Auftraggeber/Empfänger|Auftraggeber / Begünstigter|Name Zahlungsbeteiligter|Empfänger|Zahlungsempfänger|Zahlungspflichtige*r|Zahlungspflichtiger|Zahlungsempfänger*in|Auftraggeber|Empfänger/Zahlungspflichtiger|Zahlungspartner|Partnername|Name|Partner Name|Gegenpartei|Begünstigter/Auftraggeber|Auftraggeber/Zahlungsempfänger|Beguenstigter/Auftraggeber',
    fr: 'tiers|bénéficiaire|nom du tiers|contrepartie|émetteur|nom',
    es: 'beneficiario|ordenante|contrapartida|nombre|ordenante/beneficiario|beneficiario/ordenante',
    it: 'controparte|beneficiario|ordinante|ordinante/beneficiario|nome',
    nl: 'naam tegenpartij|tegenpartij|naam / omschrijving|naam|tegenpartij naam',
    pt: 'beneficiário|ordenante|contraparte|nome',
    zh: '对方户名|对方名称|交易对方|对手户名|对方账户名称|收（付）方名称|收付方名称|对方单位|对方账户名|对手名称',
    sv: 'avsändare|mottagare|namn|motpart',
    da: 'modtager|afsender|navn',
    nb: 'mottaker|avsender|navn|motpart',
    fi: 'saaja/maksaja|saajan nimi|saaja|maksaja|nimi',
    pl: 'nadawca/odbiorca|nadawca / odbiorca|kontrahent|dane kontrahenta|odbiorca|nadawca|nazwa kontrahenta',
    cs: 'název protiúčtu|název protistrany|protistrana|název účtu protistrany|jméno protistrany|názov protistrany',
    hu: 'partner neve|partner|ellenoldali név|kedvezményezett neve',
    ro: 'beneficiar|ordonator|nume',
    et: 'saaja/maksja nimi|saaja/maksja|saaja|maksja',
    lv: 'saņēmējs/maksātājs|partneris|partnera nosaukums',
    lt: 'gavėjas/mokėtojas|mokėtojas arba gavėjas|gavėjas|mokėtojas',
    hr: 'primatelj|platitelj|naziv',
    tr: 'alıcı|gönderen',
    ru: 'контрагент|получатель|плательщик',
    ja: '相手先|取引先|お取引先|振込依頼人名',
  },
  counterpartyAccount: {
    en: 'counterparty account|counterparty iban|payee account|beneficiary account|dest account|iban|account number|payee account number',
    de: 'Kontonummer/IBAN|IBAN Zahlungsbeteiligter|Gegenkonto|Konto-Nr.|IBAN|Kontonummer|Partner IBAN|IBAN/Kontonummer|Empfängerkonto',
    fr: 'compte du tiers|iban du tiers|compte bénéficiaire|iban',
    es: 'cuenta beneficiario|cuenta de contrapartida|cuenta destino|iban',
    it: 'conto controparte|iban controparte|iban beneficiario|iban',
    nl: 'tegenrekening|tegenrekening iban/bban|rekening tegenpartij',
    pt: 'conta destino|iban destino|iban beneficiário|iban',
    zh: '对方账号|对方帐号|对手账号|收（付）方账号|收付方账号|对方账户',
    fi: 'saajan tilinumero|tilinumero',
    pl: 'numer konta|numer rachunku|rachunek kontrahenta|nr rachunku kontrahenta|rachunek odbiorcy',
    cs: 'číslo protiúčtu|protiúčet|číslo účtu protistrany|protiúčet iban',
    hu: 'ellenszámla|partner számlaszáma',
    et: 'saaja/maksja konto',
    lv: 'partnera konts',
    lt: 'gavėjo/mokėtojo sąskaita',
  },
  nativeId: {
    en: 'transaction id|transaction number|transaction no|unique id|entry id|bank transaction id|fitid|id|transaction ref|trx id|movement id',
    de: 'Transaktions-ID|Transaktionsnummer|Umsatz-ID|Buchungsnummer|Buchungs-ID|Transaktions-Nr.|Transaktions-Nr',
    fr: "identifiant|id de transaction|numéro d'opération|n° opération|id opération",
    es: 'id transacción|número de operación|nº operación|id movimiento|id de transacción',
    it: 'id transazione|numero operazione|codice operazione',
    nl: 'transactie-id|volgnr|volgnummer',
    pt: 'id transação|id da transação|número da operação',
    zh: '交易流水号|流水号|账务流水号|核心流水号|交易序号|银行流水号|业务流水号',
    fi: 'arkistointitunnus',
    cs: 'id transakce|id pohybu|číslo transakce',
    et: 'arhiveerimistunnus',
    lv: 'arhīva kods',
    lt: 'įrašo nr.|operacijos nr.',
    nb: 'arkivref',
    pl: 'numer transakcji|id transakcji',
  },
  reference: {
    en: 'reference|ref|ref no|ref.|reference number|end to end id|end-to-end id|customer reference|bank reference|payment reference|check number|cheque number|check or slip #|chq/ref no.|reference no|chq./ref.no.|invoice|order id|merchant reference|your reference|our reference|transaction reference|document number|merchant id',
    de: 'Referenz|Kundenreferenz (End-to-End)|Kundenreferenz|Mandatsreferenz|Zahlungsreferenz|Bankreferenz|End-to-End-Referenz|Sammlerreferenz|Glaeubiger ID|Gläubiger-ID|Belegnummer|Auftraggeberreferenz|Rechnungsnummer|Referenznummer|Zahlungsreferenz des Auftraggebers|Creditor ID',
    fr: 'référence|réf|référence opération|n° de pièce|numéro de chèque|référence client|référence de bout en bout',
    es: 'referencia|referencia 1|referencia 2|nº documento|número de documento|ref.|documento|num. documento',
    it: 'riferimento|numero documento|riferimento operazione|rif.|cro|trn|num. documento',
    nl: 'referentie|kenmerk|betalingskenmerk|transactiereferentie|machtigingskenmerk|mandaat-id|referentie bank|sepa incassant id',
    pt: 'referência|número do documento|documento|nº documento|ref.',
    zh: '商户订单号|凭证号|参考号|交易参考号|凭证号码|业务参考号|订单号|凭证代码|商户单号',
    sv: 'referens|ocr',
    da: 'reference',
    nb: 'kid|referanse|numref',
    fi: 'viitenumero|viite',
    pl: 'numer referencyjny|nr referencyjny|referencje',
    cs: 'variabilní symbol|vs|variabilný symbol|reference',
    hu: 'azonosító|tranzakció azonosító',
    et: 'viitenumber',
    lv: 'atsauces numurs',
    lt: 'nuoroda',
    ru: 'номер документа|номер платежа',
  },
  text: {
    en: 'description|details|narrative|memo|particulars|transaction description|payment details|transaction details|bank description|note|notes|remarks|remark|desc|bank desc|statement description|narration|transaction remarks|additional information|name|extended details|payment purpose|purpose|comments',
    de: 'Verwendungszweck|Vorgang/Verwendungszweck|Buchungstext|Beschreibung|Text|Buchungsdetails|Verwendungszweck 1|Zahlungszweck|Buchungsinformation|Mitteilung|Bezeichnung|Avisierungstext|Details|Beschreibung1|Beschreibung2|Beschreibung3|Verwendung|Zahlungsgrund|Notiz|Bemerkung|Zweck',
    fr: "libellé|libellé de l'opération|nature de l'opération|libellé opération|détail|détails|description|informations complémentaires|libellé simplifié|motif|communication|libelle operation",
    es: 'concepto|descripción|detalle|observaciones|movimiento|más datos|información adicional|concepto ampliado|descripción operación',
    it: 'descrizione|causale|descrizione operazione|descrizione estesa|dettagli|descrizione completa|operazione|descrizione movimento',
    nl: 'omschrijving|mededelingen|omschrijving-1|omschrijving-2|omschrijving-3|omschrijving 1|omschrijving 2|naam / omschrijving|vrije mededeling|details van de verrichting|mededeling',
    pt: 'descrição|histórico|descritivo|descrição do movimento|detalhe|descrição movimento|lançamento|observações',
    zh: '摘要|备注|交易备注|用途|附言|交易摘要|交易说明|说明|商品|商品说明|交易附言|摘要说明|用途/附言',
    sv: 'text|meddelande|beskrivning|specifikation|rubrik|transaktion',
    da: 'tekst|beskrivelse|posteringstekst',
    nb: 'beskrivelse|forklarende tekst|forklaring|tekst|melding',
    fi: 'viesti|selite|selitys',
    pl: 'opis operacji|opis transakcji|opis|tytuł|tytuł operacji|tytułem|szczegóły transakcji',
    cs: 'popis|popis transakce|zpráva pro příjemce|zpráva|poznámka|informácia pre príjemcu',
    hu: 'közlemény|megnevezés|leírás',
    ro: 'descriere|detalii|detalii tranzacție|explicații',
    et: 'selgitus',
    lv: 'detaļas|informācija saņēmējam|maksājuma mērķis',
    lt: 'paskirtis|mokėjimo paskirtis|detalės',
    hr: 'opis|opis plaćanja|svrha',
    tr: 'açıklama|işlem açıklaması',
    ru: 'назначение платежа|описание|описание операции|назначение|комментарий',
    ja: '摘要|摘要内容|お取引内容|取引内容|入出金内容|ご利用店名|備考',
    ko: '적요|거래내용|내용|메모',
  },
  status: {
    en: 'pending|status|state|state type|transaction status|booking status|posted',
    de: 'Status|Buchungsstatus|Umsatzstatus|Info',
    fr: 'état|statut',
    es: 'estado',
    it: 'stato',
    nl: 'status',
    pt: 'estado',
    zh: '状态|交易状态|当前状态',
    sv: 'status',
    da: 'status',
    nb: 'status',
    fi: 'tila',
    pl: 'status|status transakcji',
    cs: 'stav',
    ru: 'статус',
  },
  typeCode: {
    en: 'type|transaction type|transaction|code|operation type|trans type|transaction code|category code',
    de: 'Buchungstext|Umsatztyp|Umsatzart|Transaktionstyp|Buchungsart|Vorgang|Auftragsart|Geschäftsvorfall',
    fr: "type|type d'opération|type opération",
    es: 'tipo|tipo de movimiento|tipo movimiento|código',
    it: 'tipo|tipologia|causale abi|tipo operazione',
    nl: 'mutatiesoort|code|type|soort',
    pt: 'tipo|tipo de movimento|tipo movimento',
    zh: '交易类型|业务类型|交易名称|交易种类|交易方式',
    sv: 'transaktionstyp|typ',
    da: 'type',
    nb: 'type|transaksjonstype',
    fi: 'tapahtumalaji|laji',
    pl: 'rodzaj operacji|typ transakcji|rodzaj transakcji|typ operacji',
    cs: 'typ transakce|typ pohybu|typ',
    hu: 'tranzakció típusa|típus',
    et: 'tehingu tüüp|rea tüüp',
    lv: 'darījuma tips',
    lt: 'operacijos tipas',
    tr: 'işlem tipi|işlem türü',
    ru: 'тип операции',
    ja: '取引区分|お取引種別',
  },
  originalAmount: {
    en: 'original amount|foreign amount|amount in original currency|local amount|orig amount|transaction amount in foreign currency|orig. amount',
    de: 'Ursprungsbetrag|Originalbetrag|Betrag Fremdwährung|Betrag Ursprung|Fremdwährungsbetrag|Betrag in Fremdwährung|Urspruenglicher Betrag',
    fr: 'montant en devise|montant origine|montant devise|montant initial',
    es: 'importe original|importe en divisa|importe divisa|importe origen',
    it: 'importo originale|importo in valuta|importo in divisa',
    nl: 'oorspr bedrag|oorspronkelijk bedrag',
    pt: 'montante original|valor original|montante em moeda',
    zh: '原币金额|外币金额',
  },
  originalCurrency: {
    en: 'original currency|foreign currency|local currency|orig. currency|orig currency',
    de: 'Ursprungswährung|Originalwährung|Fremdwährung',
    fr: "devise d'origine|devise origine|devise initiale",
    es: 'divisa original|moneda original|divisa origen',
    it: 'valuta originale|divisa originale',
    nl: 'oorspr munt|oorspronkelijke munt',
    pt: 'moeda original',
    zh: '原币币种|原币种',
  },
  fee: {
    en: 'fee|fees|total fees|charges|bank charges|transaction fee',
    de: 'Gebühr|Gebühren|Entgelt|Spesen',
    fr: 'frais|commission',
    es: 'comisión|comisiones|gastos comisión',
    it: 'commissione|commissioni|spese',
    nl: 'kosten|transactiekosten',
    pt: 'comissão|taxa|encargos',
    zh: '手续费|服务费',
  },
  rate: {
    en: 'exchange rate|rate|fx rate',
    de: 'Wechselkurs|Kurs|Umrechnungskurs|Devisenkurs',
    fr: 'taux de change|cours|taux',
    es: 'tipo de cambio|cambio',
    it: 'cambio|tasso di cambio',
    nl: 'koers|wisselkoers',
    pt: 'taxa de câmbio|câmbio',
    zh: '汇率',
  },
}

export interface KnownWord {
  readonly role: ColumnRole
  /** Place in the list of its role and language: smaller is better. */
  readonly rank: number
  readonly languages: readonly HeaderLanguage[]
}

/** Every known header word, folded, with what it can mean. */
const known = new Map<string, KnownWord[]>()
for (const [role, byLanguage] of Object.entries(words) as [ColumnRole, Partial<Record<HeaderLanguage, string>>][]) {
  for (const [language, list] of Object.entries(byLanguage) as [HeaderLanguage, string][]) {
    for (const [rank, word] of list.split('|').entries()) {
      const meanings = known.get(foldName(word)) ?? []
      const same = meanings.findIndex((meaning) => meaning.role === role)
      if (same < 0) meanings.push({ role, rank, languages: [language] })
      else meanings[same] = { role, rank: Math.min(rank, meanings[same]!.rank), languages: [...meanings[same]!.languages, language] }
      known.set(foldName(word), meanings)
    }
  }
}

/** Words of a role that are long enough to be told apart inside of a name, the longest first. */
const wordsOf = (role: ColumnRole): readonly string[] =>
  [...known].flatMap(([word, meanings]) => (meanings.some((meaning) => meaning.role === role) && word.length >= (/^[a-z]/.test(word) ? 5 : 2) ? [word] : [])).toSorted((a, b) => b.length - a.length)
const amountWords = wordsOf('amount')
const currencyWords = wordsOf('currency')

/** A header cell without the currency in it: "Betrag (EUR)" is "Betrag" and EUR, "金额(元)" is "金额" and CNY. */
export interface HeaderName {
  readonly folded: string
  readonly currency: CurrencyCode | null
}

export function headerName(cell: string): HeaderName {
  let currency: CurrencyCode | null = null
  const rest = cell.normalize('NFKC').replace(/\(\s*UTC\s*\)/i, '').replaceAll(/[A-Z]{3}(?![A-Za-z])|\b(?:[Ee]uro[sa]?|EURO[SA]?)\b|[€£¥$]|[(（]\s*[+-]?[元円]\s*[)）]/g, (mark, at: number, whole: string) => {
    if (/[A-Za-z]/.test(whole[at - 1] ?? '')) return mark
    const code = mark.includes('元') ? 'CNY' : mark.includes('円') ? 'JPY' : /^euro/i.test(mark) ? 'EUR' : isCurrencyCode(mark) ? mark : currencyOfCell(mark)
    if (code === null && /[A-Z]/.test(mark)) return mark
    currency ??= code
    return ' '
  })
  // "Gutschrift in CHF": the preposition goes with the currency.
  const folded = foldName(currency === null ? rest : rest.replace(/\s(?:in|en)\s*$/i, ''))
  return folded === '' ? { folded: foldName(cell), currency: null } : { folded, currency }
}

/** What a header cell means that is a known word as a whole; empty for any other. */
export function wholeMeaningsOf(cell: string): readonly KnownWord[] {
  let meanings = cell.length > LONGEST_HEADER ? [] : met.get(cell)
  if (meanings === undefined) {
    const { folded } = headerName(cell)
    meanings = known.get(folded) ?? known.get(foldName(cell)) ?? sideMeanings(folded) ?? withoutRemark(cell) ?? currencyMeaning(folded)
    if (met.size < 10_000) met.set(cell, meanings)
  }
  return meanings
}

/** Longer cells are sentences. */
const LONGEST_HEADER = 80
/** Cells that were looked up before: the rows above a table are looked at again under each delimiter. */
const met = new Map<string, readonly KnownWord[]>()

/** "Kwota transakcji (waluta rachunku)" is "Kwota transakcji": what stands in brackets is a remark. */
function withoutRemark(cell: string): readonly KnownWord[] | undefined {
  const name = /^([^()（）]{3,})[(（][^()（）]*[)）]\s*$/.exec(cell)?.[1]
  return name === undefined ? undefined : known.get(headerName(name).folded)?.map((meaning) => ({ ...meaning, rank: meaning.rank + COMPOSED_RANK }))
}

/** Names of the direction role that may as well name the kind of movement. */
const VAGUE_DIRECTION: ReadonlySet<string> = new Set(['type', 'transactiontype', 'typ', 'art', 'tipo', 'sign', 'vorzeichen'])

export const isVagueDirection = (cell: string): boolean => VAGUE_DIRECTION.has(headerName(cell).folded)

/** True for a name that can mean nothing but the direction of the amount. */
export const isDirectionHeader = (cell: string): boolean => !isVagueDirection(cell) && wholeMeaningsOf(cell).some(({ role }) => role === 'direction')

/** Composed names count a little less than the same word alone, and more than one that only begins a header. */
const COMPOSED_RANK = 25

/** Names made of an amount's word and a side's, in either order: "记账金额(收入)", "Amount (Debit)", "Deposit Value". */
function sideMeanings(folded: string): readonly KnownWord[] | undefined {
  for (const word of amountWords) {
    const side = folded.startsWith(word) ? folded.slice(word.length) : folded.endsWith(word) ? folded.slice(0, -word.length) : ''
    const meanings = side === '' ? [] : (known.get(side) ?? []).filter(({ role }) => role === 'debit' || role === 'credit')
    if (meanings.length > 0) return meanings.map((meaning) => ({ ...meaning, rank: meaning.rank + COMPOSED_RANK }))
  }
  return undefined
}

/** What the purchase was in rather than the account. */
const FOREIGN = /foreign|fremd|origin|ursprung|vreemd|local|etrang|extranj|estera|estrang/

/** Names that end in the word for currency: "Billing currency", "Type Foreign Currency". */
const currencyMeaning = (folded: string): readonly KnownWord[] =>
  currencyWords.some((word) => folded.endsWith(word)) ? [{ role: FOREIGN.test(folded) ? 'originalCurrency' : 'currency', rank: COMPOSED_RANK, languages: [] }] : []

/** A word that only begins a header ("Wertstellung (Valuta)") counts less than one that is all of it, and must not be a short one. */
export const PREFIX_RANK = 50
const SHORTEST_PREFIX = { latin: 5, other: 2 }

/** What a header cell can mean, as a whole or by the word that it begins with; empty when no word of it is known. */
export function meaningsOf(cell: string): readonly KnownWord[] {
  const whole = wholeMeaningsOf(cell)
  const { folded } = headerName(cell)
  const shortest = /^[a-z]/.test(folded) ? SHORTEST_PREFIX.latin : SHORTEST_PREFIX.other
  for (let length = folded.length - 1; whole.length === 0 && length >= shortest; length -= 1) {
    const meanings = known.get(folded.slice(0, length))
    if (meanings !== undefined) return meanings.map(({ role, rank, languages }) => ({ role, rank: rank + PREFIX_RANK, languages }))
  }
  return whole
}
