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

            - Over runs, take the score interval on t. From n = 30 on it holds 93.8 to 95.8 % for the normal, binomial, exponential
              and bimodal shapes. At n = 10 it holds 95.0 to 97.2 % for normal and binomial cells and 92.6 to 92.8 % for
              exponential and bimodal ones; at n = 5 a bimodal cell gets 82 %. Heavy tails (log-normal) and rare failures defeat
              it: 92.5 and 90.4 % at n = 100, 39 % at n = 10 with rare failures.
            - No interval knows of a failure that it has not seen. Where one run in twenty fails, count the failures and show them.
            - BCa is too narrow at n = 5 for every shape and at n = 10 for all but the bimodal one: it is not the default.
            - The sign-flip test rejects a true null in 3.5 to 5.3 % at 30 and 100 pairs of independent runs, in 0.2 to 4.8 % below:
              never much above 5 %, and cautious where ties leave few pairs to decide (the last rows).
            - Almost stochastic order needs the bar 0.2 (1.4 to 6.4 %); with ½ it cries wolf in 13 to 21 %.
            - Over test images the interval over runs is far too narrow, which is why there is a second one: 93.3 to 95.8 %.
            - Stopping by width holds 94.6 % and more for normal and binomial cells, 93.6 % for bimodal, 91.9 % for exponential ones,
              and fails for heavy tails and rare failures, worse than a fixed number of runs does.

            """);
    }
}
