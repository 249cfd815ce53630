# Compiles main.typ in the folder it lies in with Typst's Python module, as the program `typst` would.
import os
import sys

try:
    import typst
except ImportError:
    sys.exit("engine missing")

folder = os.path.dirname(os.path.abspath(__file__))
try:
    _, warnings = typst.compile_with_warnings(
        os.path.join(folder, "main.typ"), output=os.path.join(folder, "out.pdf"), root=folder, pdf_standards="a-2b")
except typst.TypstError as error:
    place = next((line for line in error.diagnostic.splitlines() if "┌─" in line), "").replace("\\", "/").split("/")[-1]
    sys.exit(f"{place}: error: {error.message}")
for warning in warnings:
    print(f"warning: {warning.message}", file=sys.stderr)
