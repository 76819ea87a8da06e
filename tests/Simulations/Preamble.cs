namespace Symmetry.Simulations;

internal static class Preamble
{
    public static void Write(int repetitions)
    {
        Page.WriteLine($"""
            # Coverage, measured

            How often the intervals hold the truth, and how often the tests cry wolf, when the truth is known because we drew it.
            All intervals are nominal 95 %, all tests nominal 5 %. {repetitions:N0} repetitions unless a table says otherwise: a
            printed 95.0 % has a standard error of {100 * Math.Sqrt(0.05 * 0.95 / repetitions):F2}. This whole page is the
            output of

            ```
            dotnet run --project tests/Simulations -c Release > src/Engine/Statistics/COVERAGE.md
            ```

            Runs are drawn as whole counts out of 1,800 images, as the real ones are. In short:

@@CELLS@@            - No interval knows of a failure that it has not seen. Where one run in twenty fails, count the failures and show them.
            - BCa is too narrow at n = 5 for every shape and at n = 10 for all but the bimodal one: it is not the default.
@@PAIRS@@            - Almost stochastic order needs the bar 0.2 (1.4 to 6.4 %); with ½ it cries wolf in 13 to 21 %.
            - Over test images the interval over runs is far too narrow, which is why there is a second one: 93.3 to 95.8 %.
            - Stopping by width holds 94.6 % and more for normal and binomial cells, 93.6 % for bimodal, 91.9 % for exponential ones,
              and fails for heavy tails and rare failures, worse than a fixed number of runs does. On the paper's own cells it
              holds 93.0 to 95.5 % where they are near normal or near 0, 89.1 to 93.1 % for biases trained on X and -X, and 84.3 to
              91.5 % for biases on -X: for the last two a fixed number of replicates is better.

            """);
    }
}
