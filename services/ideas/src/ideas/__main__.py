from ideas.main import SERVICE
from shared.run import main

main(SERVICE)
