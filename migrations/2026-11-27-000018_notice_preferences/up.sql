-- How a driver wants to be told, per kind of notice. Without a line the default applies.
CREATE TABLE notice_preferences (
    driver_id TEXT    NOT NULL REFERENCES drivers (id),
    kind      TEXT    NOT NULL,
    email     BOOLEAN NOT NULL,
    sms       BOOLEAN NOT NULL,
    PRIMARY KEY (driver_id, kind)
);
