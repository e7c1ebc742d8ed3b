require "json"

documents = JSON.parse($stdin.read).map { |text| JSON.parse(text) }
puts JSON.generate(
  "Ruby's JSON.generate" => documents.map { |value| JSON.generate(value) },
  "Ruby's inspect" => documents.map(&:inspect),
)
