import { needed, optional, type ColumnSpecs } from '../delimited/header.ts'

export type ActivityColumn =
  | 'date' | 'time' | 'zone' | 'name' | 'type' | 'status' | 'currency' | 'gross' | 'fee' | 'net' | 'transaction' | 'reference'
  | 'invoice' | 'custom' | 'receipt' | 'balance' | 'impact' | 'event' | 'bank' | 'subject'

/**
 * Column names of the activity download and of the CSV statement in English, German, Spanish, French, Italian, Portuguese,
 * Dutch and Chinese. The statement has a description where the download has type and status. German exports of some years
 * call the custom number "Zollnummer".
 */
export const paypalActivityColumns: ColumnSpecs<ActivityColumn> = {
  date: needed('Date', 'Datum', 'Fecha', 'Data', '日期'),
  time: optional('Time', 'Uhrzeit', 'Hora', 'Heure', 'Orario', 'Ora', 'Tijd', '时间'),
  zone: optional(
    'TimeZone', 'Time Zone', 'Zeitzone', 'Zona horaria', 'Huso horario', 'Fuseau horaire', 'Fuso orario', 'Fuso horário', 'Tijdzone', '时区',
  ),
  name: optional('Name', 'Nombre', 'Nom', 'Nome', 'Naam', '名称', '姓名'),
  type: needed('Type', 'Typ', 'Tipo', 'Description', 'Beschreibung', 'Descripción', 'Descrizione', 'Descrição', 'Omschrijving', '类型', '说明'),
  status: optional('Status', 'Estado', 'État', 'Etat', 'Stato', '状态'),
  currency: needed('Currency', 'Währung', 'Waehrung', 'Divisa', 'Moneda', 'Devise', 'Valuta', 'Moeda', '币种', '货币'),
  gross: needed('Gross', 'Brutto', 'Bruto', 'Avant commission', 'Brut', 'Lordo', '总额', '毛额'),
  fee: needed(
    'Fee', 'Fees', 'Gebühr', 'Entgelt', 'Comisión', 'Tarifa', 'Commission', 'Tariffa', 'Commissione', 'Taxa', 'Comissão', 'Kosten', '费用', '手续费',
  ),
  net: needed('Net', 'Netto', 'Neto', 'Líquido', '净额'),
  transaction: needed(
    'Transaction ID', 'Transaktionscode', 'Transaktions-ID', 'Id. de transacción', 'ID de transacción', 'Identificador de transacción',
    'Numéro de transaction', 'Identifiant de transaction', 'ID de transaction', 'Codice transazione', 'ID transazione',
    'ID da transação', 'Código da transação', 'Transactiereferentie', 'Transactie-ID', '交易号', '交易编号', '交易ID',
  ),
  reference: optional(
    'Reference Txn ID', 'Zugehöriger Transaktionscode', 'Txn-Referenzkennung', 'Id. de transacción de referencia',
    'Identificador de transacción de referencia', 'Numéro de la transaction de référence', 'Identifiant de transaction de référence',
    'Codice transazione di riferimento', 'ID transazione di riferimento', 'ID da transação de referência', 'ID de referência da transação',
    'Referentie-ID transactie', 'Transactiereferentie-ID', '参考交易号', '参考交易ID',
  ),
  invoice: optional(
    'Invoice Number', 'Invoice ID', 'Rechnungsnummer', 'Número de factura', 'Numéro de facture', 'Numero fattura', 'Numero di fattura', 'Número da fatura',
    'Factuurnummer', 'Factuurreferentie', '账单号', '发票号', '发票编号',
  ),
  custom: optional(
    'Custom Number', 'Custom Field', 'Individuelle Nummer', 'Zollnummer', 'Número personalizado', 'Numéro personnalisé', 'Numéro de client',
    'Numero personalizzato', 'Aangepast nummer', '自定义号码', '自定义编号',
  ),
  receipt: optional('Receipt ID', 'Empfangsnummer', 'Bestätigungsnummer', 'Id. de recibo', 'Numéro de reçu', 'ID ricevuta', 'ID do recibo', 'Ontvangstbewijs-ID'),
  balance: optional('Balance', 'Guthaben', 'Saldo', 'Solde', '余额'),
  impact: optional(
    'Balance Impact', 'Auswirkung auf Guthaben', 'Impacto en el saldo', 'Impact sur le solde', 'Effetto sul saldo', 'Impatto sul saldo',
    'Impacto no saldo', 'Effect op saldo', '余额影响', '对余额的影响',
  ),
  event: optional('Transaction Event Code', 'Transaktionsereigniscode', 'Código de evento de transacción', "Code de l'événement de transaction"),
  bank: optional('Bank Reference ID', 'Bank Reference', 'Bankreferenz'),
  subject: optional('Subject', 'Betreff', 'Asunto', 'Objet', 'Oggetto', 'Assunto', 'Onderwerp', '主题', 'Note', 'Hinweis'),
}
