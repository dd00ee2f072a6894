CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE allowance (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	share FLOAT,
	hours FLOAT,
	PRIMARY KEY (id)
);
CREATE TABLE approval_rule (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	approver_ids JSON NOT NULL,
	above FLOAT,
	PRIMARY KEY (id)
);
CREATE TABLE business (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	activity VARCHAR(4000) NOT NULL,
	currency VARCHAR(3) NOT NULL,
	kind VARCHAR NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE business_year (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	year_begins VARCHAR NOT NULL,
	week_begins VARCHAR NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE change (
	number INTEGER NOT NULL,
	save_id VARCHAR(36) NOT NULL,
	at DATETIME NOT NULL,
	who VARCHAR(200) NOT NULL,
	entity VARCHAR(40) NOT NULL,
	record_id VARCHAR(36) NOT NULL,
	verb VARCHAR NOT NULL,
	"before" JSON NOT NULL,
	"after" JSON NOT NULL,
	reason VARCHAR(4000) NOT NULL,
	format INTEGER NOT NULL,
	PRIMARY KEY (number)
);
CREATE INDEX change_but_readings ON change (number) WHERE entity <> 'reading';
CREATE INDEX change_removed ON change (entity) WHERE verb = 'removed';
CREATE INDEX change_revised ON change (number) WHERE entity = 'reading' AND verb <> 'added';
CREATE INDEX ix_change_at ON change (at);
CREATE INDEX ix_change_record_id ON change (record_id);
CREATE INDEX ix_change_save_id ON change (save_id);
CREATE TABLE criterion (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(80) NOT NULL,
	worst VARCHAR(200) NOT NULL,
	best VARCHAR(200) NOT NULL,
	note VARCHAR(4000) NOT NULL,
	unit VARCHAR(40) NOT NULL,
	worst_at FLOAT,
	best_at FLOAT,
	as_is FLOAT,
	as_is_in VARCHAR NOT NULL,
	as_is_sure INTEGER,
	swing FLOAT,
	place INTEGER,
	PRIMARY KEY (id)
);
CREATE TABLE department (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE destination (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	vision VARCHAR(4000) NOT NULL,
	mission VARCHAR(4000) NOT NULL,
	principles VARCHAR(4000) NOT NULL,
	horizon DATE,
	PRIMARY KEY (id)
);
CREATE TABLE file_layout (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	fingerprint VARCHAR(64) NOT NULL,
	kind VARCHAR NOT NULL,
	header JSON NOT NULL,
	columns JSON NOT NULL,
	every VARCHAR,
	kpis JSON NOT NULL,
	told JSON NOT NULL,
	settings JSON NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT one_layout_a_header UNIQUE (fingerprint)
);
CREATE TABLE limits (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	cash FLOAT,
	hours FLOAT,
	owner_hours FLOAT,
	period VARCHAR(200) NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE noise_bill (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	percent FLOAT NOT NULL,
	minutes FLOAT,
	people FLOAT,
	hourly FLOAT,
	in_pack BOOLEAN NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE not_doing (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	reason VARCHAR(4000) NOT NULL,
	reopen_when VARCHAR(200) NOT NULL,
	watch_for VARCHAR(200) NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE own_view (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	day DATE NOT NULL,
	support VARCHAR,
	ownership VARCHAR,
	benefit VARCHAR,
	approval VARCHAR,
	priorities VARCHAR,
	PRIMARY KEY (id),
	CONSTRAINT one_own_view_a_day UNIQUE (day)
);
CREATE TABLE recall_round (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	day DATE NOT NULL,
	asked INTEGER,
	people INTEGER NOT NULL,
	official_ids JSON NOT NULL,
	overlap FLOAT,
	PRIMARY KEY (id),
	CONSTRAINT one_recall_round_a_day UNIQUE (day)
);
CREATE TABLE resource (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	kind VARCHAR NOT NULL,
	amount FLOAT,
	unit VARCHAR(40) NOT NULL,
	note VARCHAR(4000) NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE review (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	headline VARCHAR(200) NOT NULL,
	worries VARCHAR(4000) NOT NULL,
	message VARCHAR(4000) NOT NULL,
	guess_first BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT one_review_a_quarter UNIQUE (quarter)
);
CREATE TABLE session (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	held_on DATE,
	begins VARCHAR(8) NOT NULL,
	decides VARCHAR NOT NULL,
	invited INTEGER,
	took_part INTEGER,
	rated VARCHAR(600) NOT NULL,
	closed BOOLEAN NOT NULL,
	agenda VARCHAR(80) NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE sign_off (
	quarter VARCHAR(7) NOT NULL,
	number INTEGER NOT NULL,
	at DATETIME NOT NULL,
	who VARCHAR(200) NOT NULL,
	code VARCHAR(8) NOT NULL,
	as_of DATE,
	"plan" BLOB NOT NULL,
	document BLOB NOT NULL,
	pdf BLOB,
	hashes JSON NOT NULL,
	PRIMARY KEY (quarter, number)
);
CREATE TABLE signs_survey (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	day DATE NOT NULL,
	asked INTEGER,
	support VARCHAR(40) NOT NULL,
	ownership VARCHAR(40) NOT NULL,
	benefit VARCHAR(40) NOT NULL,
	approval VARCHAR(40) NOT NULL,
	priorities VARCHAR(40) NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT one_signs_survey_a_day UNIQUE (day)
);
CREATE TABLE source (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	kind VARCHAR(20) NOT NULL,
	rules JSON NOT NULL,
	rows_read INTEGER NOT NULL,
	rows_taken INTEGER NOT NULL,
	rows_refused INTEGER NOT NULL,
	totals JSON NOT NULL,
	days JSON NOT NULL,
	imported_at DATETIME NOT NULL,
	undone_at DATETIME,
	PRIMARY KEY (id)
);
CREATE TABLE swot_item (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	text VARCHAR(200) NOT NULL,
	evidence VARCHAR(4000) NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE theme (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	meaning VARCHAR(4000) NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE uncertainty (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	low VARCHAR(200) NOT NULL,
	high VARCHAR(200) NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE weighting (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	way VARCHAR NOT NULL,
	places INTEGER NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE world (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	low_ids JSON NOT NULL,
	high_ids JSON NOT NULL,
	name VARCHAR(200) NOT NULL,
	cash_low FLOAT,
	cash_high FLOAT,
	hours_low FLOAT,
	hours_high FLOAT,
	PRIMARY KEY (id)
);
CREATE TABLE block (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	session_id VARCHAR(36) NOT NULL,
	name VARCHAR(200) NOT NULL,
	minutes INTEGER NOT NULL,
	starts VARCHAR(8) NOT NULL,
	on_day INTEGER NOT NULL,
	output VARCHAR(200) NOT NULL,
	method VARCHAR(4000) NOT NULL,
	materials VARCHAR(200) NOT NULL,
	who VARCHAR(200) NOT NULL,
	alone VARCHAR(4000) NOT NULL,
	least INTEGER,
	may_drop BOOLEAN NOT NULL,
	chapter VARCHAR(80) NOT NULL,
	asked VARCHAR(600) NOT NULL,
	checked VARCHAR(600) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE comparison (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	first_id VARCHAR(36) NOT NULL,
	second_id VARCHAR(36) NOT NULL,
	times VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(first_id) REFERENCES criterion (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(second_id) REFERENCES criterion (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_comparison_of_two_criteria UNIQUE (first_id, second_id)
);
CREATE TABLE person (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	role VARCHAR(200) NOT NULL,
	department_id VARCHAR(36),
	hours_a_week FLOAT,
	left_on DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE restatement (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	theme_id VARCHAR(36) NOT NULL,
	department_id VARCHAR(36) NOT NULL,
	words VARCHAR(4000) NOT NULL,
	judged VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_restatement_a_department UNIQUE (theme_id, department_id)
);
CREATE TABLE session_outcome (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	session_id VARCHAR(36) NOT NULL,
	question VARCHAR(80) NOT NULL,
	name VARCHAR(300) NOT NULL,
	item VARCHAR(80) NOT NULL,
	about VARCHAR(200) NOT NULL,
	kind VARCHAR NOT NULL,
	rounds INTEGER NOT NULL,
	voters INTEGER NOT NULL,
	settled VARCHAR NOT NULL,
	sentence VARCHAR(600) NOT NULL,
	dissent VARCHAR(4000) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE bet (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	learn VARCHAR(200) NOT NULL,
	hours FLOAT,
	cost FLOAT,
	decide_on DATE,
	scale_if VARCHAR(200) NOT NULL,
	owner_id VARCHAR(36),
	state VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE follow_up (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	item_id VARCHAR(36) NOT NULL,
	verdict VARCHAR,
	reason VARCHAR(200) NOT NULL,
	due DATE,
	owner_id VARCHAR(36),
	PRIMARY KEY (id),
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_follow_up_an_item UNIQUE (quarter, item_id)
);
CREATE TABLE message (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	name VARCHAR(200) NOT NULL,
	means VARCHAR(300) NOT NULL,
	due DATE,
	teller_id VARCHAR(36),
	done BOOLEAN NOT NULL,
	found VARCHAR(60) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(teller_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE objective (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	why VARCHAR(4000) NOT NULL,
	parent_id VARCHAR(36),
	level VARCHAR NOT NULL,
	perspective VARCHAR NOT NULL,
	department_id VARCHAR(36),
	owner_id VARCHAR(36),
	start DATE,
	due DATE,
	weight FLOAT,
	ended_on DATE,
	ended_why VARCHAR(200) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(parent_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE parked (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	session_id VARCHAR(36) NOT NULL,
	name VARCHAR(300) NOT NULL,
	became VARCHAR,
	owner_id VARCHAR(36),
	PRIMARY KEY (id),
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE rival_move (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	rival VARCHAR(200) NOT NULL,
	aim VARCHAR(4000) NOT NULL,
	sign VARCHAR(200) NOT NULL,
	first_step VARCHAR(200) NOT NULL,
	owner_id VARCHAR(36),
	prepare FLOAT,
	PRIMARY KEY (id),
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE win (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	name VARCHAR(200) NOT NULL,
	person_id VARCHAR(36),
	found VARCHAR(60) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE benefit (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	objective_id VARCHAR(36),
	owner_id VARCHAR(36),
	cost FLOAT,
	every VARCHAR NOT NULL,
	gain VARCHAR(200) NOT NULL,
	unit VARCHAR(40) NOT NULL,
	promised FLOAT,
	promised_by DATE,
	realised FLOAT,
	realised_on DATE,
	seats FLOAT,
	used FLOAT,
	PRIMARY KEY (id),
	FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE capability (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	area VARCHAR NOT NULL,
	objective_id VARCHAR(36),
	level VARCHAR,
	needed VARCHAR,
	evidence VARCHAR(4000) NOT NULL,
	systems VARCHAR(200) NOT NULL,
	owner_id VARCHAR(36),
	judge_ids JSON NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE kpi (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	objective_id VARCHAR(36),
	owner_id VARCHAR(36),
	unit VARCHAR(40) NOT NULL,
	direction VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	frequency VARCHAR NOT NULL,
	summary VARCHAR NOT NULL,
	baseline FLOAT,
	target FLOAT,
	target_date DATE,
	limits_until DATE,
	part_of_id VARCHAR(36),
	rollup VARCHAR NOT NULL,
	numerator_id VARCHAR(36),
	denominator_id VARCHAR(36),
	PRIMARY KEY (id),
	FOREIGN KEY(denominator_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(numerator_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(part_of_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE link (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	from_id VARCHAR(36) NOT NULL,
	to_id VARCHAR(36) NOT NULL,
	why VARCHAR(200) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(from_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(to_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_arrow_from_one_to_another UNIQUE (from_id, to_id)
);
CREATE TABLE priority (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	name VARCHAR(200) NOT NULL,
	objective_id VARCHAR(36),
	PRIMARY KEY (id),
	FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE recalled (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	round_id VARCHAR(36) NOT NULL,
	name VARCHAR(200) NOT NULL,
	named_by INTEGER NOT NULL,
	objective_id VARCHAR(36),
	also VARCHAR(1000) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(round_id) REFERENCES recall_round (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_named_priority_a_round UNIQUE (round_id, name)
);
CREATE TABLE response (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	move_id VARCHAR(36) NOT NULL,
	name VARCHAR(200) NOT NULL,
	cost FLOAT,
	holds VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(move_id) REFERENCES rival_move (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE risk (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	challenge VARCHAR NOT NULL,
	likelihood VARCHAR,
	impact VARCHAR,
	mitigation VARCHAR(4000) NOT NULL,
	owner_id VARCHAR(36),
	sign VARCHAR(200) NOT NULL,
	objective_id VARCHAR(36),
	over_since DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE smart_override (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	objective_id VARCHAR(36) NOT NULL,
	letter VARCHAR NOT NULL,
	met BOOLEAN NOT NULL,
	reason VARCHAR(200) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_override_a_letter UNIQUE (objective_id, letter)
);
CREATE TABLE action (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	name VARCHAR(200) NOT NULL,
	priority_id VARCHAR(36),
	owner_id VARCHAR(36),
	due DATE,
	status VARCHAR NOT NULL,
	result VARCHAR(200) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(priority_id) REFERENCES priority (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE claim (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	kpi_id VARCHAR(36) NOT NULL,
	status VARCHAR,
	told VARCHAR(200) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(kpi_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_claim_a_kpi UNIQUE (quarter, kpi_id)
);
CREATE TABLE guess (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	kpi_id VARCHAR(36) NOT NULL,
	value FLOAT,
	person_id VARCHAR(36),
	typed BOOLEAN NOT NULL,
	shown BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(kpi_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_guess_a_kpi UNIQUE (quarter, kpi_id)
);
CREATE TABLE initiative (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	description VARCHAR(4000) NOT NULL,
	objective_ids JSON NOT NULL,
	distinction VARCHAR NOT NULL,
	owner_id VARCHAR(36),
	status VARCHAR NOT NULL,
	start DATE,
	due DATE,
	cost FLOAT,
	hours FLOAT,
	owner_hours FLOAT,
	needs_ids JSON NOT NULL,
	excludes_ids JSON NOT NULL,
	must_because VARCHAR(200) NOT NULL,
	kpi_id VARCHAR(36),
	settling FLOAT,
	PRIMARY KEY (id),
	FOREIGN KEY(kpi_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE odds (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	kpi_id VARCHAR(36) NOT NULL,
	target FLOAT NOT NULL,
	"by" DATE NOT NULL,
	chance INTEGER NOT NULL,
	given_on DATE NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(kpi_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_forecast_a_kpi UNIQUE (quarter, kpi_id)
);
CREATE TABLE pairing (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	kpi_id VARCHAR(36) NOT NULL,
	other_id VARCHAR(36) NOT NULL,
	reason VARCHAR(200) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(kpi_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(other_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_pairing_of_two_kpis UNIQUE (kpi_id, other_id)
);
CREATE TABLE phase (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	kpi_id VARCHAR(36) NOT NULL,
	start DATE NOT NULL,
	reason VARCHAR(200) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(kpi_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_phase_a_day UNIQUE (kpi_id, start)
);
CREATE TABLE reading (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	kpi_id VARCHAR(36) NOT NULL,
	start DATE NOT NULL,
	value FLOAT NOT NULL,
	complete BOOLEAN NOT NULL,
	provisional BOOLEAN NOT NULL,
	rows INTEGER,
	note VARCHAR(200) NOT NULL,
	source_id VARCHAR(36),
	PRIMARY KEY (id),
	FOREIGN KEY(kpi_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_reading_a_period UNIQUE (kpi_id, start)
);
CREATE TABLE shock (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	world_id VARCHAR(36) NOT NULL,
	kpi_id VARCHAR(36) NOT NULL,
	low FLOAT,
	high FLOAT,
	worth FLOAT,
	PRIMARY KEY (id),
	FOREIGN KEY(kpi_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(world_id) REFERENCES world (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_shock_a_world_and_kpi UNIQUE (world_id, kpi_id)
);
CREATE TABLE approval (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	initiative_id VARCHAR(36) NOT NULL,
	asked_on DATE NOT NULL,
	asked_by_id VARCHAR(36),
	verdict VARCHAR,
	decided_on DATE,
	decided_by JSON NOT NULL,
	reason VARCHAR(400) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(asked_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(initiative_id) REFERENCES initiative (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE automation (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	initiative_id VARCHAR(36),
	objective_id VARCHAR(36),
	owner_id VARCHAR(36),
	does VARCHAR(4000) NOT NULL,
	data VARCHAR(4000) NOT NULL,
	personal VARCHAR NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(initiative_id) REFERENCES initiative (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(objective_id) REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE decision (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	title VARCHAR(200) NOT NULL,
	kind VARCHAR NOT NULL,
	initiative_id VARCHAR(36),
	reason VARCHAR(4000) NOT NULL,
	owner_id VARCHAR(36),
	due DATE,
	decided_on DATE,
	reopen_when VARCHAR(200) NOT NULL,
	question VARCHAR(200) NOT NULL,
	recommendation VARCHAR(4000) NOT NULL,
	decided_by JSON NOT NULL,
	recorded_by_id VARCHAR(36),
	dissent VARCHAR(4000) NOT NULL,
	effect_kpi_id VARCHAR(36),
	effect_size FLOAT,
	effect_by DATE,
	effect_odds INTEGER,
	review_on DATE,
	replaces_id VARCHAR(36),
	PRIMARY KEY (id),
	FOREIGN KEY(effect_kpi_id) REFERENCES kpi (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(initiative_id) REFERENCES initiative (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(recorded_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(replaces_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE milestone (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	initiative_id VARCHAR(36) NOT NULL,
	name VARCHAR(200) NOT NULL,
	due DATE,
	done_on DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(initiative_id) REFERENCES initiative (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE score (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	initiative_id VARCHAR(36) NOT NULL,
	criterion_id VARCHAR(36) NOT NULL,
	value FLOAT NOT NULL,
	counted_in VARCHAR NOT NULL,
	sure INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(criterion_id) REFERENCES criterion (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(initiative_id) REFERENCES initiative (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_score_a_criterion UNIQUE (initiative_id, criterion_id)
);
CREATE TABLE automation_check (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	automation_id VARCHAR(36) NOT NULL,
	about VARCHAR NOT NULL,
	answer VARCHAR,
	evidence VARCHAR(200) NOT NULL,
	checked_on DATE,
	checked_by_id VARCHAR(36),
	despite VARCHAR(200) NOT NULL,
	despite_by_id VARCHAR(36),
	PRIMARY KEY (id),
	FOREIGN KEY(automation_id) REFERENCES automation (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(checked_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(despite_by_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_check_of_each_kind UNIQUE (automation_id, about)
);
CREATE TABLE option (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	decision_id VARCHAR(36) NOT NULL,
	name VARCHAR(200) NOT NULL,
	gains VARCHAR(4000) NOT NULL,
	losses VARCHAR(4000) NOT NULL,
	cost FLOAT,
	risk VARCHAR(200) NOT NULL,
	door VARCHAR NOT NULL,
	door_why VARCHAR(200) NOT NULL,
	recommended BOOLEAN NOT NULL,
	chosen BOOLEAN NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(decision_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE outcome (
	id VARCHAR(36) NOT NULL,
	position INTEGER NOT NULL,
	version INTEGER NOT NULL,
	quarter VARCHAR(7) NOT NULL,
	decision_id VARCHAR(36) NOT NULL,
	"on" DATE NOT NULL,
	came VARCHAR,
	words VARCHAR(4000) NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(decision_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT one_outcome_a_quarter UNIQUE (quarter, decision_id)
);
CREATE TRIGGER journal_no_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'The journal is only added to'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'The journal is only added to'); END;
