-- The views that every screen, export and notebook reads. `facts` is the whole list in the order of the export; one view
-- per kind names the columns of that kind.

CREATE VIEW facts AS
SELECT
    f.id, f.key, f.kind, f.subject, coalesce(nullif(e.label_zh, ''), nullif(e.label_en, ''), f.subject) AS subject_label,
    f.metric, f.relative_to, f.scope, f.value, f.low, f.high, f.low_open, f.high_open, f.widest_low, f.widest_high, f.unit,
    f.as_written, f.hedge, f.modality, f.period_start, f.period_end, f.attributed_to, f.document, f.item, f.span_start,
    f.span_end, f.quote, f.outlet, f.outlet_date, f.status, f.note, f.rule, f.counted, f.members, f.relative_period,
    f.exact, f.version
FROM fact AS f
LEFT JOIN entity AS e ON e.id = f.subject;

CREATE VIEW performance_ratio AS
SELECT id, subject, subject_label, metric, relative_to, scope, value AS ratio, low, high, widest_low, widest_high, hedge,
    modality, period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'performance_ratio';

CREATE VIEW parameter_count AS
SELECT id, subject, subject_label, metric, scope, value AS parameters, low, high, widest_low, widest_high, hedge, modality,
    period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'parameter_count';

CREATE VIEW funding AS
SELECT id, subject, subject_label, metric, scope, value AS amount, low, high, widest_low, widest_high, unit AS currency,
    hedge, modality, period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'funding';

CREATE VIEW power AS
SELECT id, subject, subject_label, metric, scope, value, low, high, widest_low, widest_high, unit, hedge, modality,
    period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'power';

CREATE VIEW share AS
SELECT id, subject, subject_label, metric, relative_to, scope, value AS share, low, high, widest_low, widest_high, hedge,
    modality, period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'share';

CREATE VIEW count AS
SELECT id, subject, subject_label, metric, scope, value AS number, low, high, widest_low, widest_high, unit, counted,
    members, hedge, modality, period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'count';

CREATE VIEW rank AS
SELECT id, subject, subject_label, metric, scope, value AS place, low, high, as_written, modality, period_start, period_end,
    attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'rank';

CREATE VIEW duration AS
SELECT id, subject, subject_label, metric, scope, value, low, high, widest_low, widest_high, unit, hedge, modality,
    period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'duration';

CREATE VIEW date AS
SELECT id, subject, subject_label, metric, scope, period_start, period_end, as_written, modality, attributed_to, document,
    item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'date';

CREATE VIEW length AS
SELECT id, subject, subject_label, metric, scope, value, low, high, widest_low, widest_high, unit, hedge, modality,
    period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'length';

CREATE VIEW area AS
SELECT id, subject, subject_label, metric, scope, value, low, high, widest_low, widest_high, unit, hedge, modality,
    period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'area';

CREATE VIEW mass AS
SELECT id, subject, subject_label, metric, scope, value, low, high, widest_low, widest_high, unit, hedge, modality,
    period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'mass';

CREATE VIEW data_volume AS
SELECT id, subject, subject_label, metric, scope, value, low, high, widest_low, widest_high, unit, hedge, modality,
    period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'data_volume';

CREATE VIEW compute AS
SELECT id, subject, subject_label, metric, scope, value, low, high, widest_low, widest_high, unit, hedge, modality,
    period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'compute';

CREATE VIEW process_node AS
SELECT id, subject, subject_label, metric, scope, value AS metres, low, high, widest_low, widest_high, as_written, modality,
    period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'process_node';

CREATE VIEW ratio AS
SELECT id, subject, subject_label, metric, relative_to, relative_period, scope, value AS ratio, low, high, widest_low,
    widest_high, unit, hedge, modality, period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date,
    status
FROM facts WHERE kind = 'ratio';

CREATE VIEW money AS
SELECT id, subject, subject_label, metric, scope, value AS amount, low, high, widest_low, widest_high, unit AS currency,
    hedge, modality, period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'money';

CREATE VIEW rate AS
SELECT id, subject, subject_label, metric, relative_to, scope, value, low, high, widest_low, widest_high, unit, hedge,
    modality, period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'rate';

CREATE VIEW measure AS
SELECT id, subject, subject_label, metric, relative_to, scope, value, low, high, widest_low, widest_high, unit, counted,
    hedge, modality, period_start, period_end, attributed_to, document, item, quote, outlet, outlet_date, status
FROM facts WHERE kind = 'measure';
