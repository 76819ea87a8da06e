using Symmetry.Analysis.Text;

namespace Symmetry.Analysis.Tests.Text;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void Values_are_quoted_as_RFC_4180_says(string value, string quoted) => Assert.Equal(quoted, Csv.Quote(value));
}
