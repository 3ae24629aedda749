DROP TABLE notice_preferences;
