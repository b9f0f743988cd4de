-- The tables of a store. Portable by rule: no keys, no UNIQUE, no CHECK, no ENUM, no sequences, no indexes, no generated
-- columns, so that the same store can live in a shared lakehouse. Identity comes from content-addressed ids; integrity
-- from the typed models on the way in and from `factbase check`. What each column means: schema/columns.toml.

CREATE TABLE setting (name VARCHAR, text VARCHAR);

CREATE TABLE document (
    id VARCHAR, title VARCHAR, publisher VARCHAR, author VARCHAR, url VARCHAR, issue VARCHAR, published VARCHAR,
    accessed DATE, language VARCHAR, license VARCHAR, sha256 VARCHAR, source_file VARCHAR, body VARCHAR, origin VARCHAR
);

CREATE TABLE item (
    document VARCHAR, number VARCHAR, title VARCHAR, span_start BIGINT, span_end BIGINT, outlet VARCHAR, outlet_date DATE,
    dateline VARCHAR, heads BIGINT[][]
);

CREATE TABLE entity (
    id VARCHAR, type VARCHAR, label_zh VARCHAR, label_en VARCHAR, aliases VARCHAR[], part_of VARCHAR, note VARCHAR,
    origin VARCHAR
);

CREATE TABLE metric (
    id VARCHAR, dimension VARCHAR, kind VARCHAR, nature VARCHAR, unit VARCHAR, label_zh VARCHAR, label_en VARCHAR,
    aliases VARCHAR[], cues VARCHAR[], anti_cues VARCHAR[], bound_min VARCHAR, bound_max VARCHAR, note VARCHAR,
    origin VARCHAR
);

CREATE TABLE scope (
    id VARCHAR, label_zh VARCHAR, label_en VARCHAR, cues VARCHAR[], note VARCHAR, origin VARCHAR
);

CREATE TABLE unit (
    id VARCHAR, dimension VARCHAR, factor VARCHAR, shift VARCHAR, labels VARCHAR[], aliases VARCHAR[]
);

CREATE TABLE fact (
    id VARCHAR, version INTEGER, key VARCHAR, kind VARCHAR, subject VARCHAR, metric VARCHAR, relative_to VARCHAR,
    scope VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE, low_open BOOLEAN, high_open BOOLEAN, widest_low DOUBLE,
    widest_high DOUBLE, face_low DOUBLE, face_high DOUBLE, unit VARCHAR, as_written VARCHAR, hedge VARCHAR, rule VARCHAR,
    modality VARCHAR, period_start DATE, period_end DATE, relative_period VARCHAR, attributed_to VARCHAR,
    document VARCHAR, item VARCHAR, span_start BIGINT, span_end BIGINT, quote VARCHAR, outlet VARCHAR, outlet_date DATE,
    status VARCHAR, note VARCHAR, counted VARCHAR, members VARCHAR[], exact VARCHAR, reading VARCHAR, origin VARCHAR,
    superseded_by VARCHAR, recorded TIMESTAMP
);

CREATE TABLE fact_history (
    id VARCHAR, version INTEGER, replaced TIMESTAMP, record JSON
);

CREATE TABLE event (
    decided TIMESTAMP, actor VARCHAR, action VARCHAR, target VARCHAR, version INTEGER, reason VARCHAR, detail JSON
);

CREATE TABLE reference_rate (day DATE, currency VARCHAR, per_euro DECIMAL(18, 6));

CREATE TABLE finding (
    id VARCHAR, check_name VARCHAR, severity VARCHAR, fact_ids VARCHAR[], message VARCHAR, proof JSON, told VARCHAR[],
    found TIMESTAMP
);

CREATE TABLE finding_exception (finding VARCHAR, reason VARCHAR, actor VARCHAR, decided TIMESTAMP);
