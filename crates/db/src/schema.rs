//! The tables of `migrations/`, as diesel sees them. A test compares the two.

diesel::table! {
    jobs (id) {
        id -> Text,
        kind -> Text,
        payload -> Text,
        state -> Text,
        run_at -> Timestamp,
        attempts -> Integer,
        max_attempts -> Integer,
        dedup_key -> Nullable<Text>,
        leased_by -> Nullable<Text>,
        leased_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        request_id -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    schedules (name) {
        name -> Text,
        next_at -> Timestamp,
    }
}

diesel::table! {
    outbox_messages (id) {
        id -> Text,
        kind -> Text,
        recipient -> Text,
        subject -> Text,
        body_text -> Text,
        body_html -> Nullable<Text>,
        attachments -> Text,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    files (id) {
        id -> Text,
        sha256 -> Text,
        size -> BigInt,
        media_type -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    audit_events (id) {
        id -> Text,
        at -> Timestamp,
        actor_kind -> Text,
        actor_id -> Nullable<Text>,
        action -> Text,
        subject -> Text,
        details -> Text,
        request_id -> Nullable<Text>,
    }
}

diesel::table! {
    idempotency_keys (client_id, operation, idempotency_key) {
        client_id -> Text,
        operation -> Text,
        idempotency_key -> Text,
        fingerprint -> Text,
        status -> Integer,
        headers -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sequences (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    accounts (id) {
        id -> Text,
        role -> Text,
        email -> Text,
        email_key -> Text,
        display_name -> Text,
        language -> Text,
        password_hash -> Nullable<Text>,
        credential -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        last_sign_in_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    drivers (id) {
        id -> Text,
        account_id -> Text,
        reference -> Text,
        surname_birth -> Text,
        surname_usage -> Nullable<Text>,
        first_names -> Text,
        name_key -> Text,
        birth_date -> Date,
        birth_place -> Text,
        birth_country -> Text,
        nationality -> Text,
        phone -> Nullable<Text>,
        notice_channel -> Text,
        address -> Text,
        licence_model -> Text,
        licence_country -> Text,
        licence_number -> Text,
        licence_document_number -> Nullable<Text>,
        licence_issued_on -> Nullable<Date>,
        licence_expires_on -> Nullable<Date>,
        licence_authority -> Nullable<Text>,
        licence_categories -> Text,
        review -> Text,
        was_conform -> Bool,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    account_reviews (id) {
        id -> Text,
        driver_id -> Text,
        status -> Text,
        round -> Integer,
        submitted_at -> Timestamp,
        due_at -> Timestamp,
        snapshot -> Text,
        findings -> Text,
        errors -> Text,
        assigned_to -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    consents (id) {
        id -> Text,
        account_id -> Text,
        kind -> Text,
        text_version -> Text,
        accepted_at -> Timestamp,
        network -> Text,
    }
}

diesel::table! {
    links (id) {
        id -> Text,
        account_id -> Text,
        purpose -> Text,
        secret_hash -> Text,
        email -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        account_id -> Text,
        refresh_hash -> Text,
        previous_hash -> Nullable<Text>,
        rotated_at -> Timestamp,
        user_agent -> Text,
        network -> Text,
        created_at -> Timestamp,
        last_used_at -> Timestamp,
        idle_expires_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    known_devices (secret_hash) {
        secret_hash -> Text,
        account_id -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    sign_in_failures (key) {
        key -> Text,
        failures -> Integer,
        last_at -> Timestamp,
        blocked_until -> Timestamp,
    }
}

diesel::table! {
    driver_events (id) {
        id -> Text,
        driver_id -> Text,
        at -> Timestamp,
        kind -> Text,
        subject -> Nullable<Text>,
    }
}

diesel::table! {
    organisations (id) {
        id -> Text,
        name -> Text,
        siret -> Nullable<Text>,
        region -> Text,
        email -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    approvals (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Text,
        scope -> Text,
        starts_on -> Date,
        ends_on -> Date,
        suspended_on -> Nullable<Date>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    api_clients (id) {
        id -> Text,
        organisation_id -> Text,
        name -> Text,
        secret_hash -> Text,
        scopes -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        last_used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    trainings (id) {
        id -> Text,
        organisation_id -> Text,
        approval_id -> Text,
        declared_by -> Text,
        external_id -> Text,
        kind -> Text,
        sector -> Text,
        title_code -> Nullable<Text>,
        minutes -> Integer,
        e_learning_minutes -> Integer,
        started_on -> Date,
        completed_on -> Date,
        sequences -> Text,
        practical_part -> Bool,
        instructor -> Nullable<Text>,
        surname -> Text,
        first_names -> Text,
        birth_date -> Date,
        licence_country -> Text,
        licence_number -> Text,
        driver_id -> Nullable<Text>,
        matching -> Text,
        status -> Text,
        warnings -> Text,
        version -> BigInt,
        declared_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    training_history (id) {
        id -> Text,
        training_id -> Text,
        at -> Timestamp,
        event -> Text,
        status -> Text,
        actor_kind -> Text,
        actor_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        comment -> Nullable<Text>,
        cancellation -> Nullable<Text>,
        changes -> Nullable<Text>,
    }
}

diesel::table! {
    notice_preferences (driver_id, kind) {
        driver_id -> Text,
        kind -> Text,
        email -> Bool,
        sms -> Bool,
    }
}

diesel::table! {
    notices (subject, kind) {
        subject -> Text,
        kind -> Text,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    certificates (id) {
        id -> Text,
        number -> Text,
        driver_id -> Text,
        training_id -> Text,
        sectors -> Text,
        categories -> Text,
        issued_on -> Date,
        starts_on -> Date,
        valid_until -> Date,
        status -> Text,
        credential -> Text,
        key_id -> Text,
        file_id -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    requests (id) {
        id -> Text,
        reference -> Text,
        driver_id -> Text,
        #[sql_name = "type"]
        type_ -> Text,
        status -> Text,
        step -> Text,
        identity_confirmed -> Bool,
        identity_proof -> Text,
        delivery_address -> Nullable<Text>,
        snapshot -> Nullable<Text>,
        assigned_to -> Nullable<Text>,
        rejection -> Nullable<Text>,
        batch_id -> Nullable<Text>,
        carrier -> Nullable<Text>,
        tracking_number -> Nullable<Text>,
        acknowledgement_id -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        decided_at -> Nullable<Timestamp>,
        licence_asked_at -> Nullable<Timestamp>,
        licence_answer -> Nullable<Text>,
        licence_answered_at -> Nullable<Timestamp>,
        licence_override -> Nullable<Text>,
        purpose -> Text,
        replaces_card_id -> Nullable<Text>,
        exchange_reason -> Nullable<Text>,
        training_id -> Nullable<Text>,
    }
}

diesel::table! {
    request_history (id) {
        id -> Text,
        request_id -> Text,
        at -> Timestamp,
        status -> Text,
        actor_kind -> Text,
        actor_id -> Nullable<Text>,
    }
}

diesel::table! {
    documents (id) {
        id -> Text,
        request_id -> Text,
        kind -> Text,
        revision -> Integer,
        is_current -> Bool,
        file_id -> Text,
        name -> Text,
        width -> Nullable<Integer>,
        height -> Nullable<Integer>,
        pages -> Nullable<Integer>,
        status -> Text,
        reason -> Nullable<Text>,
        comment -> Nullable<Text>,
        findings -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    information_requests (id) {
        id -> Text,
        request_id -> Text,
        message -> Nullable<Text>,
        deadline -> Date,
        asked_by -> Text,
        asked_at -> Timestamp,
        responded_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    information_items (id) {
        id -> Text,
        information_request_id -> Text,
        position -> Integer,
        target -> Text,
        document_kind -> Nullable<Text>,
        reason -> Text,
        comment -> Nullable<Text>,
        old_document_id -> Nullable<Text>,
        new_document_id -> Nullable<Text>,
        old_value -> Nullable<Text>,
        new_value -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    batches (id) {
        id -> Text,
        reference -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        cards -> Integer,
    }
}

diesel::table! {
    cards (id) {
        id -> Text,
        driver_id -> Text,
        request_id -> Text,
        serial -> Text,
        issued_on -> Date,
        valid_until -> Date,
        categories -> Text,
        status -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    replacements (request_id) {
        request_id -> Text,
        step -> Text,
        undertaken -> Bool,
        billing_address -> Nullable<Text>,
        fee_code -> Nullable<Text>,
        amount_cents -> Nullable<BigInt>,
        vat_basis_points -> Nullable<Integer>,
        validated_at -> Nullable<Timestamp>,
        defects -> Nullable<Text>,
        finding -> Nullable<Text>,
        finding_comment -> Nullable<Text>,
    }
}

diesel::table! {
    foreign_qualifications (request_id) {
        request_id -> Text,
        country -> Text,
        document_number -> Text,
        sectors -> Text,
        valid_until -> Date,
        answer -> Nullable<Text>,
        answered_on -> Nullable<Date>,
        confirmed_sectors -> Nullable<Text>,
        confirmed_until -> Nullable<Date>,
        note -> Nullable<Text>,
        noted_by -> Nullable<Text>,
        noted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    recognitions (id) {
        id -> Text,
        driver_id -> Text,
        request_id -> Text,
        sector -> Text,
        valid_from -> Date,
        valid_until -> Date,
        created_at -> Timestamp,
    }
}

diesel::table! {
    fees (id) {
        id -> Text,
        code -> Text,
        amount_cents -> BigInt,
        vat_basis_points -> Integer,
        applies_from -> Date,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    payments (id) {
        id -> Text,
        request_id -> Text,
        driver_id -> Text,
        fee_code -> Text,
        amount_cents -> BigInt,
        vat_basis_points -> Integer,
        status -> Text,
        decline_reason -> Nullable<Text>,
        provider_reference -> Nullable<Text>,
        checkout_url -> Nullable<Text>,
        capture_reference -> Nullable<Text>,
        expires_at -> Timestamp,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        captured_at -> Nullable<Timestamp>,
        returned_mail_id -> Nullable<Text>,
        refunded_cents -> BigInt,
    }
}

diesel::table! {
    returned_mail (id) {
        id -> Text,
        request_id -> Text,
        card_id -> Text,
        driver_id -> Text,
        status -> Text,
        reason -> Text,
        may_confirm -> Bool,
        keep_until -> Date,
        new_address -> Nullable<Text>,
        fee_code -> Nullable<Text>,
        amount_cents -> Nullable<BigInt>,
        vat_basis_points -> Nullable<Integer>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    refunds (id) {
        id -> Text,
        payment_id -> Text,
        driver_id -> Text,
        amount_cents -> BigInt,
        reason -> Text,
        comment -> Nullable<Text>,
        status -> Text,
        proposed_by -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        provider_reference -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    invoices (id) {
        id -> Text,
        series -> Text,
        number -> BigInt,
        reference -> Text,
        kind -> Text,
        driver_id -> Text,
        payment_id -> Text,
        issued_on -> Date,
        amount_cents -> BigInt,
        vat_cents -> BigInt,
        content -> Text,
        file_id -> Nullable<Text>,
        created_at -> Timestamp,
        refund_id -> Nullable<Text>,
    }
}

diesel::table! {
    card_history (id) {
        id -> Text,
        card_id -> Text,
        at -> Timestamp,
        status -> Text,
        actor_kind -> Text,
        actor_id -> Nullable<Text>,
    }
}

diesel::table! {
    training_batches (id) {
        id -> Text,
        organisation_id -> Text,
        declared_by -> Text,
        is_dry_run -> Bool,
        status -> Text,
        content -> Nullable<Text>,
        file_size -> Nullable<BigInt>,
        column_names -> Nullable<Text>,
        next_byte -> BigInt,
        next_line -> BigInt,
        total -> Nullable<BigInt>,
        recorded -> BigInt,
        known -> BigInt,
        refused -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    training_batch_items (batch_id, position) {
        batch_id -> Text,
        position -> BigInt,
        line -> Nullable<BigInt>,
        external_id -> Nullable<Text>,
        outcome -> Text,
        training_id -> Nullable<Text>,
        training_status -> Nullable<Text>,
        problem -> Nullable<Text>,
        errors -> Text,
    }
}

diesel::table! {
    events (id) {
        id -> Text,
        organisation_id -> Text,
        position -> Nullable<BigInt>,
        kind -> Text,
        subject -> Text,
        version -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    webhook_endpoints (id) {
        id -> Text,
        organisation_id -> Text,
        url -> Text,
        description -> Text,
        kinds -> Text,
        status -> Text,
        secret -> Text,
        previous_secret -> Nullable<Text>,
        previous_until -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    webhook_deliveries (id) {
        id -> Text,
        endpoint_id -> Text,
        event_id -> Text,
        kind -> Text,
        attempt -> Integer,
        at -> Timestamp,
        duration_ms -> BigInt,
        status_code -> Nullable<Integer>,
        answer -> Text,
    }
}

diesel::table! {
    card_flags (id) {
        id -> Text,
        card_id -> Text,
        training_id -> Text,
        flagged_at -> Timestamp,
        flagged_by -> Nullable<Text>,
        decision -> Nullable<Text>,
        comment -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
    }
}

diesel::joinable!(drivers -> accounts (account_id));
diesel::joinable!(account_reviews -> drivers (driver_id));
diesel::joinable!(consents -> accounts (account_id));
diesel::joinable!(links -> accounts (account_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(known_devices -> accounts (account_id));
diesel::joinable!(driver_events -> drivers (driver_id));
diesel::joinable!(approvals -> organisations (organisation_id));
diesel::joinable!(api_clients -> organisations (organisation_id));
diesel::joinable!(trainings -> organisations (organisation_id));
diesel::joinable!(trainings -> approvals (approval_id));
diesel::joinable!(trainings -> api_clients (declared_by));
diesel::joinable!(trainings -> drivers (driver_id));
diesel::joinable!(training_history -> trainings (training_id));
diesel::joinable!(certificates -> drivers (driver_id));
diesel::joinable!(certificates -> trainings (training_id));
diesel::joinable!(certificates -> files (file_id));
diesel::joinable!(requests -> drivers (driver_id));
diesel::joinable!(requests -> trainings (training_id));
diesel::joinable!(requests -> accounts (assigned_to));
diesel::joinable!(requests -> files (acknowledgement_id));
diesel::joinable!(request_history -> requests (request_id));
diesel::joinable!(documents -> requests (request_id));
diesel::joinable!(documents -> files (file_id));
diesel::joinable!(documents -> accounts (decided_by));
diesel::joinable!(information_requests -> requests (request_id));
diesel::joinable!(information_requests -> accounts (asked_by));
diesel::joinable!(information_items -> information_requests (information_request_id));
diesel::joinable!(batches -> accounts (created_by));
diesel::joinable!(cards -> drivers (driver_id));
diesel::joinable!(cards -> requests (request_id));
diesel::joinable!(card_history -> cards (card_id));
diesel::joinable!(card_flags -> cards (card_id));
diesel::joinable!(card_flags -> trainings (training_id));
diesel::joinable!(replacements -> requests (request_id));
diesel::joinable!(payments -> requests (request_id));
diesel::joinable!(returned_mail -> requests (request_id));
diesel::joinable!(returned_mail -> cards (card_id));
diesel::joinable!(returned_mail -> drivers (driver_id));
diesel::joinable!(refunds -> payments (payment_id));
diesel::joinable!(refunds -> drivers (driver_id));
diesel::joinable!(invoices -> payments (payment_id));

diesel::allow_tables_to_appear_in_same_query!(
    jobs,
    schedules,
    outbox_messages,
    files,
    audit_events,
    idempotency_keys,
    sequences,
    accounts,
    drivers,
    account_reviews,
    consents,
    links,
    sessions,
    known_devices,
    sign_in_failures,
    driver_events,
    organisations,
    approvals,
    api_clients,
    trainings,
    training_history,
    notices,
    certificates,
    requests,
    request_history,
    documents,
    information_requests,
    information_items,
    batches,
    cards,
    card_history,
    card_flags,
    events,
    webhook_endpoints,
    webhook_deliveries,
    training_batches,
    training_batch_items,
    replacements,
    fees,
    payments,
    returned_mail,
    refunds,
    invoices,
);
