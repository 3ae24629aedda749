//! A postal address as printed on an envelope (NF Z 10-011).

request! {
    /// A postal address.
    #[derive(Default)]
    pub struct Address {
        /// Recipient details and street, one to four lines of at most 38 characters.
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 4, example = json!(["12 RUE DES LILAS", "BAT B"])))]
        pub lines: Vec<String>,
        /// Postal code; five digits in France.
        #[cfg_attr(feature = "openapi", schema(max_length = 16, example = "69003"))]
        pub postal_code: String,
        /// Town.
        #[cfg_attr(feature = "openapi", schema(max_length = 38, example = "LYON"))]
        pub town: String,
        /// Country, ISO 3166-1 alpha-2.
        #[cfg_attr(feature = "openapi", schema(pattern = "^[A-Z]{2}$", example = "FR"))]
        pub country: String,
    }
}
