DROP TABLE training_batch_items;
DROP TABLE training_batches;
