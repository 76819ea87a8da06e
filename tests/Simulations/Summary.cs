namespace Symmetry.Simulations;

/// <summary>What the tables say, in words.</summary>
internal static class Summary
{
    /// <summary>The head of the page. Every figure in it stands in a table below.</summary>
    public static string Text { get; } = """
        # Measured coverage

        How often intervals hold the true value and how often tests err, in simulations with known truth. Intervals are nominal 95 %, tests nominal
        5 %. 10,000 repetitions unless stated otherwise, so a printed 95.0 % has a standard error of 0.2. This page is the output of

        ```
        dotnet run --project tests/Simulations -c Release > src/Analysis/Statistics/COVERAGE.md
        ```

        - **Mean.** Student's t, the default, holds in 94.5 to 96.6 % for normal and heavy-tailed rates, whatever n and the number of test images. It
          falls short where runs are skewed: 88 to 90 % at 5 and 10 runs for exponential rates, 82 to 85 % for log-normal ones. Of 42 real cells and test
          sets it holds in 94.3 to 95.5 % of 32 at n = 10. The others are rates next to 0 and cells in which some trainings fail: 83.2 % at worst.
        - **Skewed runs.** The hull of t and Hall's interval (`--interval skewed`) holds in 90.2 % or more on all real cells at n = 10 and 93.7 % or more at
          40, where t falls to 87.8 %. In near-normal cells it is 11 to 15 % wider than t at n = 10, and 2 % at 40.
        - **The flag** marks 26.8 % of normal cells at n = 10, 6.2 % at 20 and 0.3 % at 40. It cannot see what has not happened: with one failure in twenty
          runs 44.7 % of samples of ten look symmetric, and t holds in 0.3 % of those. Its absence is no proof.
        - **Rare failures** break every interval of the mean: 39.8 % at n = 10, 86.4 % at 40. Report how many runs collapsed. A run counts as
          collapsed by chance in 8.7 % of normal samples of 5, 3.0 % of 10 and 0.6 % of 40.
        - **Comparisons.** Step-down maxT errs in 4.3 to 5.9 % of families from 7 pairs on where differences are symmetric (a single difference of 7
          pairs: 3.9 %), and in 2.8 to 3.5 % with 6 pairs, where 3.1 % is the most that is possible. A skewed baseline makes it 3.4 to 6.7 %, and real
          cells some of which fail 4.3 to 9.2 %. A single pair of very different cells errs in up to 16.4 % at 10 pairs and 6.9 % at 100.
        - **Power.** One effect of 4 standard deviations among 18 differences is found in 86.0 % with 6 pairs, where Holm's method with t tests
          finds 98.9 %, and in 99.9 % with 7, as with Holm's. One of one standard deviation among 100 is found in 68.6 % with 20 pairs, Holm's: 61.2 %.
        - **Simultaneous intervals** all hold in 93.9 to 97.1 % of simulated families, also where every difference is large; on real cells in 90.4 to
          95.1 %.
        - **Looking after every pair** is allowed: 3.4 to 3.8 % false stops where differences are symmetric, 10.2 % where they are exponential. t with as
          many looks errs in 50.9 to 61.0 %. Normal effects of 0.3 and 0.5 standard deviations take 0.93 and 0.96 times the pairs of a fixed plan with
          a power of 90 %, those of 1 standard deviation 1.13 times.
        - **Decisions** are wrong in at most 3.7 % where differences are symmetric, and in up to 9.6 % where they are exponential. With effects around
          the margin up to 4.7 % stay undecided after 1,000 replicates.
        - **Best cell.** The set holds the best cell in at least 95.0 % where noise is normal or heavy-tailed, and in 94.4 % at least where it is
          exponential. The interval of the chosen cell itself holds in as little as 70.0 %; choosing and reading on different halves gives 92.1 to
          95.2 % in simulated grids (92.2 % where six of 18 tie, noise is normal and n = 40), and 90.5 % at worst on real cells with 5 replicates.
        - **Races** kept the best cell every time. On the grid of race.yaml a race takes 0.18 times the trials with which equal replicates leave one cell
          in 95 % of sweeps, and 0.52 times those with which they first leave one if somebody keeps looking, which is right in 99.0 %. A budget of 200
          replicates leaves one cell in 82.4 %, and in 0.2 % where two cells nearly tie.
        - **Shares of settings** are unbiased from 20 replicates on within 0.1 of 100, also where the true share is 0; with 5 they are off by up to 0.8. With
          20 replicates intervals hold shares above 0 in 93.6 to 95.5 % and shares of 0 in 98.0 to 99.5 %; with 40 in 94.1 to 95.1 % and 92.6 to 96.8 %.
        - **Tuned values**, their differences and tuning curves are unbiased within two standard errors of the simulation. Intervals hold in 94.4 to
          96.0 %, those of curves in 94.0 to 95.6 %.
        - **Almost stochastic order** errs in 2.0 to 4.9 % with ε_min < 0.2 and in 4.0 to 8.8 % if read both ways; with ½ in 14.6 to 21.1 %.
        - **Until** holds in 94.4 to 95.1 % for normal runs, 86.3 to 94.0 % for skewed ones and 70.4 to 77.8 % with rare failures.
        - **Plans** with 90 % assurance are enough in 89.8 to 90.5 % for normal runs, in as little as 49.5 % for log-normal ones, and in 22.9 to 66.5 % with
          rare failures.
        - **New test images.** t over runs holds in 37.0 to 92.7 %, the two-way interval in 93.2 to 95.5 %.
        """.ReplaceLineEndings("\n");

    public static void Write(int repetitions) => Page.WriteLine(Text + "\n");
}
