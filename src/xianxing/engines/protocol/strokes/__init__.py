"""姓氏笔画 order: the table of strokes, the ties of structure, and the two methods of comparing names."""
