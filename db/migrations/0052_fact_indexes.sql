-- Figures ask for the records of one region: without these every figure of a kelurahan would read the whole country.
create index booking_fact on space.booking (region_code, requested_at) where requested_at is not null;
create index check_in_fact on space.check_in (region_code, at);
create index registration_fact on registry.registration (region_code, submitted_at);
