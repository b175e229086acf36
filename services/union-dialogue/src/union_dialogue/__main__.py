from shared.run import main
from union_dialogue.main import SERVICE

main(SERVICE)
