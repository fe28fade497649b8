"""stub"""
def compared(*a): return ""
