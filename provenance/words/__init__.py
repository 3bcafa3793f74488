"""What things are called, in Chinese and in English: one table for all that people read.

A file of names has the columns `value,zh,en` and is called as the enum is whose values it names
(`event_kind.csv`). A file of sentences, in `sentences/`, has `en,zh`: the English is what stands in
the code (`model.message`). A test fails where a value has no word or a sentence no Chinese.
"""
